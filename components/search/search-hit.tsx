"use client";
import Link from "next/link";
import { useState } from "react";
import { routes } from "@/lib/client/routes";
import type { MemoryMatch } from "@/lib/contract/memory-search";
import { StoreName } from "../dream/store-name";
import { Badge } from "../ui/badge";
import { Checkbox } from "../ui/checkbox";
import { formatNumber } from "../ui/format-count";
import { VisibleText } from "../viewer/code-line";
import { type MatchedLine, matchedLines } from "./matched-lines";

/** Lets a page do something with chosen files of the results. */
export interface SearchSelection {
  isSelected: (hit: MemoryMatch) => boolean;
  onToggle: (hit: MemoryMatch, isSelected: boolean) => void;
}

interface SearchHitProps {
  hit: MemoryMatch;
  isStoreShown: boolean;
  selection: SearchSelection | undefined;
}

const foldedLines = 5;

/** One file of the results: where it is, how often it matches, and the lines that do. */
export function SearchHit({ hit, isStoreShown, selection }: SearchHitProps) {
  const [isUnfolded, setIsUnfolded] = useState(false);
  const lines = matchedLines(hit.matches);
  const shown = isUnfolded ? lines : lines.slice(0, foldedLines);
  const hidden = lines.length - shown.length;
  const unlisted = hit.match_count - hit.matches.length;
  const nameStart = hit.path.lastIndexOf("/") + 1;
  return (
    <li className="overflow-hidden rounded-md border border-line">
      <div className="flex min-h-8 items-center gap-2 border-b border-line bg-canvas px-3">
        {selection === undefined ? null : (
          <Checkbox
            label={`Select ${hit.path}`}
            isLabelHidden
            isChecked={selection.isSelected(hit)}
            onCheckedChange={(isChecked) => selection.onToggle(hit, isChecked)}
          />
        )}
        <h2 className="min-w-0 flex-1 text-12">
          <Link
            href={routes.file(hit.memory_store_id, hit.path)}
            prefetch={false}
            title={hit.path}
            className="flex min-w-0 items-center gap-2 leading-6 hover:underline"
          >
            {isStoreShown ? <StoreName id={hit.memory_store_id} className="max-w-48 shrink-0 text-ink-2" /> : null}
            <span dir="ltr" className="min-w-0 truncate font-mono">
              <span className="text-ink-3">{hit.path.slice(1, nameStart)}</span>
              <span className="font-medium">{hit.path.slice(nameStart)}</span>
            </span>
          </Link>
        </h2>
        <Badge>
          <span className="tabular">
            {formatNumber(hit.match_count)}
            <span className="sr-only"> {hit.match_count === 1 ? "match" : "matches"}</span>
          </span>
        </Badge>
      </div>
      <ol>
        {shown.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one long line share its number; their order is fixed.
          <li key={index}>
            <HitLine hit={hit} line={line} />
          </li>
        ))}
      </ol>
      {hidden > 0 ? (
        <button
          type="button"
          onClick={() => setIsUnfolded(true)}
          className="w-full px-3 py-1 text-left text-12 text-accent hover:bg-sunken focus-visible:-outline-offset-2"
        >
          Show {hidden} more {hidden === 1 ? "line" : "lines"}
        </button>
      ) : null}
      {hidden === 0 && unlisted > 0 ? (
        <p className="px-3 py-1 text-12 text-ink-3">
          {formatNumber(unlisted)} more {unlisted === 1 ? "match stands" : "matches stand"} further down in this file.
        </p>
      ) : null}
    </li>
  );
}

function HitLine({ hit, line: { line, parts } }: { hit: MemoryMatch; line: MatchedLine }) {
  return (
    <Link
      href={routes.file(hit.memory_store_id, hit.path, { lines: [line, line] })}
      prefetch={false}
      data-search-hit
      className="flex min-h-6 items-baseline gap-3 px-3 font-mono text-12 leading-6 hover:bg-sunken focus-visible:bg-sunken focus-visible:-outline-offset-2"
    >
      <span className="w-10 shrink-0 text-right text-ink-3 tabular">
        <span className="sr-only">Line </span>
        {line}
      </span>
      <span dir="auto" className="min-w-0 flex-1 truncate whitespace-pre text-ink">
        {parts.map((part, index) =>
          part.isMatch ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the line.
            <mark key={index} className="rounded-xs bg-warn-soft font-medium text-ink outline outline-warn-line">
              <VisibleText text={part.text} />
            </mark>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the line.
            <VisibleText key={index} text={part.text} />
          ),
        )}
      </span>
    </Link>
  );
}
