"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect } from "react";
import { memoryVersionsOptions } from "@/lib/client/memory-versions";
import { rowsOf } from "@/lib/client/page";
import { routes } from "@/lib/client/routes";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { callsOfVersions } from "./calls-of-versions";
import type { TranscriptEvent } from "./event-kind";
import { FileTouches } from "./file-touches";
import { summariseFiles } from "./memory-summary";
import type { Mount } from "./memory-touches";
import { useSessionAddress } from "./use-session-address";

interface StoreTouchesProps {
  sessionId: string;
  mount: Mount;
  /** Calls of the session that name a path below some mount. */
  calls: readonly TranscriptEvent[];
  onShowEvent: (eventId: string) => void;
}

/** One attached store: its access, and the files in it that the session read and wrote. */
export function StoreTouches({ sessionId, mount, calls, onShowEvent }: StoreTouchesProps) {
  const versions = useInfiniteQuery(memoryVersionsOptions(mount.storeId, { session_id: sessionId, limit: 100 }));
  const rows = rowsOf(versions.data);
  const files = summariseFiles(mount, calls, rows);
  const { wrote } = useSessionAddress();
  const callOf = callsOfVersions(mount, calls, rows);
  const wantedCallId = callOf.get(wrote ?? "") ?? null;
  useEffect(() => {
    if (wantedCallId !== null) onShowEvent(wantedCallId);
  }, [wantedCallId, onShowEvent]);
  return (
    <section aria-label={mount.name} className="border-b border-line py-2">
      <div className="flex min-w-0 items-center gap-2 px-3">
        <Link href={routes.store(mount.storeId)} className="min-w-0 truncate rounded-sm font-medium hover:underline">
          {mount.name}
        </Link>
        <Badge>{mount.access === "read_only" ? "read only" : "read and write"}</Badge>
      </div>
      <p className="truncate px-3 font-mono text-12 text-ink-3" title={mount.mountPath}>
        {mount.mountPath}
      </p>
      {files.length > 0 ? (
        <ul className="mt-1">
          {files.map((file) => (
            <FileTouches
              key={file.path}
              storeId={mount.storeId}
              file={file}
              callOf={(version) => callOf.get(version.id) ?? null}
              onShowEvent={onShowEvent}
            />
          ))}
        </ul>
      ) : (
        <p className="px-3 pt-1 text-12 text-ink-3">
          {versions.isPending ? "Looking …" : "It touched nothing here, as far as its calls tell."}
        </p>
      )}
      {versions.isError ? (
        <p className="px-3 pt-1 text-12 text-danger">Its versions could not be read. {versions.error.message}</p>
      ) : null}
      {versions.hasNextPage ? (
        <Button
          size="sm"
          variant="ghost"
          className="ml-1"
          isBusy={versions.isFetchingNextPage}
          onClick={() => void versions.fetchNextPage()}
        >
          Show more versions
        </Button>
      ) : null}
    </section>
  );
}
