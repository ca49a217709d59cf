"use client";
import { memo, startTransition, useDeferredValue, useMemo, useState } from "react";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { formatNumber } from "../ui/format-count";
import { useMediaQuery } from "../ui/use-media-query";
import { NumberCell, TextCell } from "./hunk-cells";
import { type ShownHunk, splitRows, unifiedRows } from "./hunk-rows";

// A file that was rewritten is one hunk of thousands of lines; a table of all of them would hold up the page.
const pageRows = 200;
// More than a screen holds: these stand in the first frame, the others of the page in those that follow.
const stepRows = 50;

interface HunkTableProps {
  /** "Hunk 3 of 5 of learnings.md" */
  label: string;
  hunk: ShownHunk;
  view: "split" | "unified";
  /** `proposal` draws the dusk margin at lines that a dream would add. */
  tone?: "plain" | "proposal";
  isWrapping?: boolean;
  className?: string;
}

/** A hunk as a real table: numbers, signs, ins and del, and the words that changed. Below 768 px it is always unified. */
export function HunkTable({ label, hunk, view, tone = "plain", isWrapping = true, className }: HunkTableProps) {
  const isNarrow = useMediaQuery("(max-width: 48rem)");
  const isProposal = tone === "proposal";
  const isSplit = view === "split" && isNarrow !== true;
  const Rows = isSplit ? SplitRows : UnifiedRows;
  const [pages, setPages] = useState(1);
  const shown = pages * pageRows;
  const steps = useDeferredValue(Math.ceil(Math.min(shown, hunk.lines.length) / stepRows), 1);
  const hasMore = useMemo(
    () => hunk.lines.length > shown && splitRows(hunk, shown + 1, shown).length > 0,
    [hunk, shown],
  );
  return (
    <div className={cn("overflow-x-auto", className)}>
      <table aria-label={label} data-keep-colors className="w-full border-collapse font-mono text-12 leading-5">
        {isSplit ? <SplitHead /> : <UnifiedHead />}
        {Array.from({ length: steps }, (_, step) => (
          <Rows
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
            key={step}
            hunk={hunk}
            start={step * stepRows}
            isProposal={isProposal}
            isWrapping={isWrapping}
          />
        ))}
      </table>
      {hasMore ? (
        <p className="flex items-center gap-3 border-t border-line px-3 py-1.5 text-12 text-ink-3">
          The first {formatNumber(shown)} rows of {formatNumber(hunk.lines.length)} lines
          <Button size="sm" onClick={() => startTransition(() => setPages((before) => before + 1))}>
            Show more
          </Button>
        </p>
      ) : null}
      {hunk.no_newline_at_end ? <NoNewline {...hunk.no_newline_at_end} /> : null}
    </div>
  );
}

interface RowsProps {
  hunk: ShownHunk;
  /** The first of the rows, from 0. */
  start: number;
  isProposal: boolean;
  isWrapping: boolean;
}

function SplitHead() {
  return (
    <thead className="sr-only">
      <tr>
        <th scope="col">Line before</th>
        <th scope="col">Text before</th>
        <th scope="col">Line after</th>
        <th scope="col">Text after</th>
      </tr>
    </thead>
  );
}

/** A step of rows; those above stay as they are when another is added. */
const SplitRows = memo(function SplitRows({ hunk, start, isProposal, isWrapping }: RowsProps) {
  const rows = useMemo(() => splitRows(hunk, start + stepRows, start), [hunk, start]);
  return (
    <tbody className="[&>tr>td:nth-child(2)]:w-1/2 [&>tr>td:nth-child(3)]:border-l [&>tr>td:nth-child(3)]:border-line [&>tr>td:nth-child(4)]:w-1/2">
      {rows.map((row) => {
        const left = row.kind === "context" ? "context" : row.before ? "removed" : "none";
        const right = row.kind === "context" ? "context" : row.after ? "added" : "none";
        return (
          <tr key={`${row.before?.line ?? ""}:${row.after?.line ?? ""}`}>
            <NumberCell line={row.before?.line ?? null} kind={left} />
            <TextCell line={row.before} kind={left} isWrapping={isWrapping} />
            <NumberCell line={row.after?.line ?? null} kind={right} isProposal={isProposal} />
            <TextCell line={row.after} kind={right} isWrapping={isWrapping} />
          </tr>
        );
      })}
    </tbody>
  );
});

function UnifiedHead() {
  return (
    <thead className="sr-only">
      <tr>
        <th scope="col">Line before</th>
        <th scope="col">Line after</th>
        <th scope="col">Text</th>
      </tr>
    </thead>
  );
}

const UnifiedRows = memo(function UnifiedRows({ hunk, start, isProposal, isWrapping }: RowsProps) {
  const rows = useMemo(() => unifiedRows(hunk, start + stepRows, start), [hunk, start]);
  return (
    <tbody className="[&>tr>td:nth-child(3)]:w-full">
      {rows.map((row) => {
        const before = row.kind === "added" ? null : row.before;
        const after = row.kind === "removed" ? null : row.after;
        return (
          <tr key={`${before?.line ?? ""}:${after?.line ?? ""}`}>
            <NumberCell line={before?.line ?? null} kind={row.kind} isProposal={isProposal} />
            <NumberCell line={after?.line ?? null} kind={row.kind} />
            <TextCell line={after ?? before} kind={row.kind} isWrapping={isWrapping} />
          </tr>
        );
      })}
    </tbody>
  );
});

function NoNewline(sides: { old: boolean; new: boolean }) {
  if (!sides.old && !sides.new) return null;
  const which =
    sides.old && sides.new
      ? "Neither side ends"
      : sides.old
        ? "The text before does not end"
        : "The text after does not end";
  return <p className="px-3 py-1 font-sans text-12 text-ink-3">{which} with a line feed.</p>;
}
