"use client";
import { ArrowDown } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../ui/button";
import { formatCount } from "../ui/format-count";
import { useAnnounce } from "../ui/live-region";
import type { TranscriptRow } from "./build-rows";

interface NewEventsProps {
  rows: readonly TranscriptRow[];
  lastSeenIndex: number;
  /** Events that happened while the page was open, told from those that were only read on. */
  addedIds: ReadonlySet<string>;
  onShow: (key: string) => void;
}

/** "3 new events": they stand below, and nothing moves until the reader asks for them. */
export function NewEvents({ rows, lastSeenIndex, addedIds, onShow }: NewEventsProps) {
  // The key of the last row that the reader had, or could have, seen.
  const [seenKey, setSeenKey] = useState(rows.at(-1)?.key ?? null);
  const announce = useAnnounce();
  const seenIndex = seenKey === null ? rows.length - 1 : rows.findLastIndex((row) => row.key === seenKey);
  const last = rows.length - 1;
  const unseen = addedIds.size === 0 ? [] : rows.slice(Math.max(seenIndex, lastSeenIndex) + 1);
  const fresh = unseen.filter((row) => addedIds.has(row.key));
  const count = fresh.length;
  const isAllSeen = count === 0;
  const lastKey = rows[last]?.key ?? null;
  if (isAllSeen && seenKey !== lastKey) setSeenKey(lastKey);
  const words = formatCount(count, "new event");
  useEffect(() => {
    if (count > 0) announce(words);
  }, [count, words, announce]);
  const [firstNew] = fresh;
  if (isAllSeen || firstNew === undefined) return null;
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
      <Button
        variant="primary"
        className="animate-appear pointer-events-auto rounded-full shadow-float"
        onClick={() => onShow(firstNew.key)}
      >
        <ArrowDown aria-hidden />
        {words}
      </Button>
    </div>
  );
}
