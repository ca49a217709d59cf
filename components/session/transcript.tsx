"use client";
import { useCallback, useMemo, useState } from "react";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { highlightStyles } from "./highlight-styles";
import { NoEvents } from "./no-events";
import { type SharedByRows, TranscriptProvider } from "./transcript-context";
import { TranscriptList } from "./transcript-list";
import type { Anchor } from "./transcript-pages";
import { useTranscript } from "./use-transcript";

export interface TranscriptTarget {
  eventId: string;
  /** Tells two wishes to see the same event apart. */
  turn: number;
}

interface TranscriptProps {
  /** One object for as long as nothing in it changes: every row hangs on it. */
  shared: SharedByRows;
  anchor: Anchor;
  isLive: boolean;
  /** Brought into view when it changes: the linked event, the match that was stepped to. */
  target: TranscriptTarget | null;
  onJump: (to: Anchor) => void;
  /** The target is not among the events that were read. */
  onMissing: (eventId: string) => void;
}

/** The events of a session as a conversation. */
export function Transcript({ shared, anchor, isLive, target, onJump, onMissing }: TranscriptProps) {
  const { session, scope, linkedId, isTimed } = shared;
  const transcript = useTranscript({
    sessionId: session.id,
    scope,
    anchor,
    linkedId,
    targetId: target?.eventId ?? null,
    isTimed,
    isLive,
  });
  const { query, rows } = transcript;
  const [openness, setOpenness] = useState<ReadonlyMap<string, boolean>>(new Map());
  const setOpen = useCallback(
    (key: string, isOpen: boolean) => setOpenness((before) => new Map(before).set(key, isOpen)),
    [],
  );
  const context = useMemo(() => ({ ...shared, openness, setOpen }), [shared, openness, setOpen]);

  if (query.isPending) return <SkeletonRows label="the transcript" count={12} />;
  if (query.isError) {
    return (
      <ErrorState title="The transcript could not be read." error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  if (rows.length === 0) return <NoEvents filter={scope.filter} isLive={isLive} />;
  return (
    <TranscriptProvider value={context}>
      <style href="session-highlights" precedence="default">
        {highlightStyles}
      </style>
      <TranscriptList
        transcript={transcript}
        anchor={anchor}
        isLive={isLive}
        target={target}
        onJump={onJump}
        onMissing={onMissing}
      />
    </TranscriptProvider>
  );
}
