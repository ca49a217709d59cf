"use client";
import { useMemo } from "react";
import { cn } from "../ui/cn";
import { useMediaQuery } from "../ui/use-media-query";
import { NumberCell, TextCell } from "./hunk-cells";
import { type ShownHunk, splitRows, unifiedRows } from "./hunk-rows";

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
  const Rows = view === "split" && isNarrow !== true ? SplitRows : UnifiedRows;
  return (
    <div className={cn("overflow-x-auto", className)}>
      <table aria-label={label} data-keep-colors className="w-full border-collapse font-mono text-12 leading-5">
        <Rows hunk={hunk} isProposal={isProposal} isWrapping={isWrapping} />
      </table>
      {hunk.no_newline_at_end ? <NoNewline {...hunk.no_newline_at_end} /> : null}
    </div>
  );
}

interface RowsProps {
  hunk: ShownHunk;
  isProposal: boolean;
  isWrapping: boolean;
}

function SplitRows({ hunk, isProposal, isWrapping }: RowsProps) {
  const rows = useMemo(() => splitRows(hunk), [hunk]);
  return (
    <>
      <thead className="sr-only">
        <tr>
          <th scope="col">Line before</th>
          <th scope="col">Text before</th>
          <th scope="col">Line after</th>
          <th scope="col">Text after</th>
        </tr>
      </thead>
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
    </>
  );
}

function UnifiedRows({ hunk, isProposal, isWrapping }: RowsProps) {
  const rows = useMemo(() => unifiedRows(hunk), [hunk]);
  return (
    <>
      <thead className="sr-only">
        <tr>
          <th scope="col">Line before</th>
          <th scope="col">Line after</th>
          <th scope="col">Text</th>
        </tr>
      </thead>
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
    </>
  );
}

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
