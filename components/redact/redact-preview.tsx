"use client";
import { useState } from "react";
import { Segmented } from "../ui/segmented";
import { VisibleText } from "../viewer/code-line";
import { maskText } from "./mask-text";

const shownLines = 400;

/** What is erased and what of it is left to see: nothing but its shape, and afterwards not even that. */
export function RedactPreview({ text }: { text: string }) {
  const [view, setView] = useState<"after" | "before">("after");
  const lines = text.replace(/\n$/, "").split("\n");
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <div className="flex items-center gap-2 border-b border-line bg-canvas px-2 py-1">
        <span className="mr-auto pl-1 text-12 text-ink-2">
          {view === "after" ? "Erased" : "The text that is erased"}
        </span>
        <Segmented
          label="Preview"
          options={[
            { value: "after", label: "Masked" },
            { value: "before", label: "Readable" },
          ]}
          value={view}
          onValueChange={setView}
        />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and scrolling must work from the keyboard.
        tabIndex={0}
        dir="auto"
        className="max-h-48 overflow-auto px-3 py-2 font-mono text-12 leading-5 break-words whitespace-pre-wrap text-ink"
      >
        {lines.slice(0, shownLines).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number.
          <span key={index} className="block min-h-5">
            {view === "after" ? (
              <span aria-hidden className="text-ink-off">
                {maskText(line)}
              </span>
            ) : (
              <VisibleText text={line} />
            )}
          </span>
        ))}
        {lines.length > shownLines ? (
          <span className="text-ink-3">… and {lines.length - shownLines} lines more</span>
        ) : null}
      </pre>
    </div>
  );
}
