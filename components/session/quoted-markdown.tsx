"use client";
import { useLayoutEffect, useRef, useState } from "react";
import { findQuote } from "@/lib/text/fold-white-space";
import { MarkdownView } from "../viewer/markdown-view";

/** No space of its own above the first and below the last block: the message's box has its padding. */
export const flushMarkdown = "[&>:first-child]:mt-0 [&>:last-child]:mb-0";

/** A message that somebody quotes. Where Markdown's own signs stand inside the words, its source is shown instead. */
export function QuotedMarkdown({ text, quote }: { text: string; quote: string }) {
  const root = useRef<HTMLDivElement>(null);
  const [isPlain, setIsPlain] = useState(false);
  useLayoutEffect(() => {
    setIsPlain(findQuote(quote, root.current?.textContent ?? "") === null && findQuote(quote, text) !== null);
  }, [quote, text]);
  if (!isPlain) {
    return (
      <div ref={root}>
        <MarkdownView text={text} className={flushMarkdown} />
      </div>
    );
  }
  return (
    <pre dir="auto" className="font-mono text-12 leading-5 break-words whitespace-pre-wrap">
      {text}
    </pre>
  );
}
