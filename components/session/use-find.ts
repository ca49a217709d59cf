"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { findOptions } from "./transcript-queries";
import type { TranscriptScope } from "./transcript-scope";
import { useSettled } from "./use-settled";

interface FindOptions {
  sessionId: string;
  scope: TranscriptScope;
  text: string;
  onStep: (eventId: string) => void;
}

export interface Find {
  /** "3 of 17", "No match", or nothing while no text is given. */
  words: string;
  /** The event that was stepped to. */
  matchId: string | null;
  step: ((direction: 1 | -1) => void) | null;
}

const pauseMs = 250;

/** Steps through the events that hold a text. The server searches, since most of a long transcript is not here. */
export function useFind({ sessionId, scope, text, onStep }: FindOptions): Find {
  const settled = useSettled(text.trim(), pauseMs);
  const search = useQuery({ ...findOptions(sessionId, scope, settled), enabled: settled !== "" });
  const [at, setAt] = useState<{ of: string; index: number } | null>(null);
  const place = `${scope.key} ${settled}`;
  const index = at?.of === place ? at.index : -1;
  if (settled === "") return { words: "", matchId: null, step: null };
  const ids = search.data?.ids ?? [];
  const total = `${ids.length.toLocaleString("en")}${search.data?.hasMore ? "+" : ""}`;
  const step = (direction: 1 | -1) => {
    const next = index === -1 ? (direction === 1 ? 0 : ids.length - 1) : (index + direction + ids.length) % ids.length;
    const eventId = ids[next];
    if (eventId === undefined) return;
    setAt({ of: place, index: next });
    onStep(eventId);
  };
  return {
    words: search.isPending
      ? "Searching …"
      : ids.length === 0
        ? "No match"
        : index === -1
          ? `${total} ${ids.length === 1 ? "event" : "events"}`
          : `${index + 1} of ${total}`,
    matchId: ids[index] ?? null,
    step: ids.length === 0 ? null : step,
  };
}
