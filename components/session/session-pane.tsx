"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { rowsOf } from "@/lib/client/page";
import type { Session } from "@/lib/contract/session";
import { PaneHeader } from "../shell/pane-header";
import { Button } from "../ui/button";
import type { Mount } from "./memory-touches";
import { OtherResources } from "./other-resources";
import { SessionFacts } from "./session-facts";
import { StoreTouches } from "./store-touches";
import { memoryCallsOptions } from "./transcript-queries";
import { scopeOf } from "./transcript-scope";

interface SessionPaneProps {
  session: Session;
  mounts: readonly Mount[];
  isTimed: boolean;
  onShowEvent: (eventId: string) => void;
}

/** Beside the transcript: what the session read and wrote, store by store, and what is known of it. */
export function SessionPane({ session, mounts, isTimed, onShowEvent }: SessionPaneProps) {
  const scope = useMemo(() => scopeOf("memory", mounts), [mounts]);
  const calls = useInfiniteQuery({ ...memoryCallsOptions(session.id, scope), enabled: mounts.length > 0 });
  const rows = rowsOf(calls.data);
  return (
    <>
      <PaneHeader title="What it read and wrote" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {mounts.length === 0 ? (
          <p className="px-3 py-3 text-ink-2">No memory store is attached to this session.</p>
        ) : (
          mounts.map((mount) => (
            <StoreTouches
              key={mount.storeId}
              sessionId={session.id}
              mount={mount}
              calls={rows}
              onShowEvent={onShowEvent}
            />
          ))
        )}
        {calls.hasNextPage ? (
          <div className="border-b border-line px-3 py-2">
            <Button size="sm" isBusy={calls.isFetchingNextPage} onClick={() => void calls.fetchNextPage()}>
              Look through more calls
            </Button>
          </div>
        ) : null}
        <OtherResources session={session} />
        <SessionFacts session={session} isTimed={isTimed} />
      </div>
    </>
  );
}
