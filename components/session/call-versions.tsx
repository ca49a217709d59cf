"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { GitCompareArrows } from "lucide-react";
import { useMemo, useState } from "react";
import { memoryVersionsOptions } from "@/lib/client/memory-versions";
import { rowsOf } from "@/lib/client/page";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { nameOfVersion } from "../file/name-of-version";
import { callsOfVersions } from "./calls-of-versions";
import type { Mount } from "./memory-touches";
import { useTranscriptContext } from "./transcript-context";
import { memoryCallsOptions } from "./transcript-queries";
import { scopeOf } from "./transcript-scope";
import { VersionChangeDialog } from "./version-change-dialog";

/** The versions that a writing call made in one store, each opening its before and after. */
export function CallVersions({ callId, mount }: { callId: string; mount: Mount }) {
  const { session, mounts } = useTranscriptContext();
  const [shown, setShown] = useState<MemoryVersion | null>(null);
  const scope = useMemo(() => scopeOf("memory", mounts), [mounts]);
  // The pane beside the transcript asks the same: nothing is fetched a second time.
  const calls = useInfiniteQuery(memoryCallsOptions(session.id, scope));
  const versions = useInfiniteQuery(memoryVersionsOptions(mount.storeId, { session_id: session.id, limit: 100 }));
  const own = useMemo(() => {
    const rows = rowsOf(versions.data);
    const callOf = callsOfVersions(mount, rowsOf(calls.data), rows);
    return rows.filter(({ id }) => callOf.get(id) === callId);
  }, [callId, mount, calls.data, versions.data]);
  return (
    <>
      {own.map((version) => (
        <button
          key={version.id}
          type="button"
          aria-label={`What ${nameOfVersion(version)} changed`}
          onClick={() => setShown(version)}
          className="inline-flex h-6 shrink-0 items-center gap-1 rounded-sm px-1 text-12 text-ink-2 tabular hover:bg-sunken hover:text-ink"
        >
          <GitCompareArrows aria-hidden className="size-3" />
          {nameOfVersion(version)}
        </button>
      ))}
      {shown === null ? null : (
        <VersionChangeDialog version={shown} onShowEvent={null} onClose={() => setShown(null)} />
      )}
    </>
  );
}
