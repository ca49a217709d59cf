"use client";
import type { VirtualItem, Virtualizer } from "@tanstack/react-virtual";
import { useState } from "react";
import { useCommands } from "../command/use-commands";
import type { TranscriptRow } from "./build-rows";
import { useTranscriptContext } from "./transcript-context";
import type { Anchor } from "./transcript-pages";

interface TranscriptKeysOptions {
  rows: readonly TranscriptRow[];
  items: readonly VirtualItem[];
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  query: { hasNextPage: boolean; hasPreviousPage: boolean };
  onJump: (to: Anchor) => void;
}

const isEvent = (row: TranscriptRow | undefined): boolean =>
  row !== undefined && row.kind !== "day" && row.kind !== "pause";

/** The keys of the transcript: a current event that moves, and the two ends. */
export function useTranscriptKeys({ rows, items, virtualizer, query, onJump }: TranscriptKeysOptions) {
  const { linkTo } = useTranscriptContext();
  const [currentKey, setCurrentKey] = useState<string | null>(null);

  const step = (direction: 1 | -1) => {
    const offset = virtualizer.scrollOffset ?? 0;
    const known = currentKey === null ? -1 : rows.findIndex((row) => row.key === currentKey);
    const isInView = items.some((item) => item.index === known && item.end > offset);
    const firstInView = items.find((item) => item.start >= offset)?.index ?? 0;
    let index = isInView ? known + direction : firstInView;
    while (rows[index] !== undefined && !isEvent(rows[index])) index += direction;
    const row = rows[index];
    if (row === undefined) return;
    setCurrentKey(row.key);
    virtualizer.scrollToIndex(index, { align: "auto" });
  };
  const end = () => {
    if (query.hasNextPage) onJump({ kind: "end" });
    else virtualizer.scrollToIndex(rows.length - 1, { align: "end" });
  };
  const start = () => {
    if (query.hasPreviousPage) onJump({ kind: "start" });
    else virtualizer.scrollToIndex(0, { align: "start" });
  };
  const fold = () => {
    const article = document.activeElement?.closest("article");
    article?.querySelector<HTMLElement>("button[aria-expanded]")?.click();
  };
  useCommands([
    { id: "transcript.next", title: "Next event", group: "Transcript", keys: "j", isKeyOnly: true, run: () => step(1) },
    {
      id: "transcript.previous",
      title: "Previous event",
      group: "Transcript",
      keys: "k",
      isKeyOnly: true,
      run: () => step(-1),
    },
    {
      id: "transcript.open",
      title: "Open or fold the call",
      group: "Transcript",
      keys: "o",
      isKeyOnly: true,
      run: fold,
    },
    {
      id: "transcript.pin",
      title: "Point the address at this event",
      group: "Transcript",
      keys: "y",
      run: () => currentKey !== null && linkTo(currentKey),
    },
    { id: "transcript.start", title: "Go to the first event", group: "Transcript", keys: "home", run: start },
    { id: "transcript.end", title: "Go to the last event", group: "Transcript", keys: "end", run: end },
  ]);
  return { currentKey, setCurrentKey };
}
