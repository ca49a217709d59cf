"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { memoryBlameOptions } from "@/lib/client/memory-versions";
import { routes } from "@/lib/client/routes";
import type { MemoryBlameRange } from "@/lib/contract/memory-blame";
import { useStore } from "../store/store-context";
import { Callout } from "../ui/callout";
import { ErrorState } from "../ui/error-state";
import { exactUtc } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { BlameGutter, focusRange } from "../viewer/blame-gutter";
import { freshnessOf, rangeAt, wordsForLines } from "../viewer/blame-places";
import type { LineRange } from "../viewer/line-range";
import { SourceView } from "../viewer/source-view";
import { BlameAuthor } from "./blame-author";
import { BlameFacts } from "./blame-facts";
import { channelPhrase } from "./channel-words";

interface FileBlameProps {
  memoryId: string;
  versionId: string;
  path: string;
  text: string;
  lines: LineRange | null;
  onSelectLines: (range: LineRange) => void;
}

/** The text of one version with the version that wrote each line. */
export function FileBlame({ memoryId, versionId, path, text, lines, onSelectLines }: FileBlameProps) {
  const { store, at } = useStore();
  const blame = useQuery(memoryBlameOptions(store.id, memoryId, versionId));
  const [active, setActive] = useState(0);
  const ranges = useMemo(() => blame.data?.ranges ?? [], [blame.data]);
  const freshness = useMemo(() => freshnessOf(ranges), [ranges]);
  if (blame.isPending) return <SkeletonRows label="who wrote each line" count={12} />;
  if (blame.isError) {
    return (
      <ErrorState
        title="Who wrote the lines could not be found out."
        error={blame.error}
        onRetry={() => void blame.refetch()}
      />
    );
  }
  const hrefOf = (range: MemoryBlameRange) =>
    routes.file(store.id, path, {
      version: range.memory_version_id,
      view: "blame",
      ...(at === null ? {} : { at }),
    });
  const gutter = (line: number) => {
    const place = rangeAt(ranges, line);
    const range = place === null ? undefined : ranges[place.index];
    if (place === null || range === undefined) return <div className="w-24 xl:w-48" />;
    const { index, isFirst } = place;
    return (
      <BlameGutter
        index={index}
        isFirst={isFirst}
        freshness={freshness[index] ?? 0}
        href={hrefOf(range)}
        lines={wordsForLines(range)}
        facts={factsOf(range)}
        author={isFirst ? <BlameAuthor range={range} /> : null}
        at={range.created_at}
        isRedacted={range.redacted}
        isShown={range.memory_version_id === versionId}
        isTabStop={index === Math.min(active, ranges.length - 1)}
        onFocus={() => setActive(index)}
        onStep={(from, by) => {
          const next = ranges[index + by];
          if (next !== undefined) focusRange(from, index + by, next.start_line - range.start_line);
        }}
        card={isFirst ? <BlameFacts range={range} memoryId={memoryId} path={path} href={hrefOf(range)} /> : null}
      />
    );
  };
  return (
    <>
      {blame.data.bounded ? (
        <Callout className="mx-3 mt-3 shrink-0">
          Some versions have too little in common to follow each line through them: there, whole passages stand as
          written by the version that replaced them.
        </Callout>
      ) : null}
      <SourceView text={text} path={path} selectedLines={lines} onSelectLines={onSelectLines} gutter={gutter} />
    </>
  );
}

function factsOf(range: MemoryBlameRange): string {
  return [
    range.redacted ? "redacted or earlier" : `written ${exactUtc(new Date(range.created_at))}`,
    channelPhrase(range.via),
    range.reason,
  ]
    .filter((part) => part !== null)
    .join(", ");
}
