"use client";
import { useMemo } from "react";
import { diffLines } from "@/lib/text/diff-lines";
import { HunkTable } from "../diff/hunk-table";
import { maskTarget } from "./mask-target";
import type { RedactionTarget } from "./redaction-request";

const shownHunks = 20;

interface MaskPreviewProps {
  text: string;
  path: string;
  target: RedactionTarget;
}

/** The current text with masks in the places of what goes, changed lines only. */
export function MaskPreview({ text, path, target }: MaskPreviewProps) {
  const masked = useMemo(() => maskTarget(text, target), [text, target]);
  const hunks = useMemo(
    () => (masked === null || masked === text ? [] : diffLines(text, masked, { context: 1 }).hunks),
    [text, masked],
  );
  if (masked === null) {
    return <p className="text-12 text-ink-3">Only the server reads this pattern; the next step shows what it finds.</p>;
  }
  if (target.kind === "text" && target.text === "") return null;
  if (hunks.length === 0) return <p className="text-12 text-ink-3">The current text does not hold it.</p>;
  return (
    <section aria-label="Preview with masks" className="flex flex-col gap-1">
      <h3 className="text-12 font-medium text-ink-2">The current text before and after</h3>
      <div className="max-h-48 overflow-auto rounded-md border border-line">
        {hunks.slice(0, shownHunks).map((hunk, index) => (
          <HunkTable
            key={`${hunk.old_start}:${hunk.new_start}`}
            label={`Mask ${index + 1} of ${hunks.length} in ${path}`}
            hunk={hunk}
            view="unified"
            className="border-b border-line last:border-b-0"
          />
        ))}
      </div>
      {hunks.length > shownHunks ? (
        <p className="text-12 text-ink-3">and {hunks.length - shownHunks} more places</p>
      ) : null}
    </section>
  );
}
