"use client";
import { useState } from "react";
import { findQuote } from "@/lib/text/fold-white-space";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { formatSize } from "../ui/format-size";
import { cutText } from "./cut-text";
import { sizeBytesOf } from "./event-content";
import { useTranscriptContext } from "./transcript-context";

/** Monospaced text as it is; a long one is cut, with the rest a click away. */
export function LongText({ text, className }: { text: string; className?: string }) {
  const { needle, quote } = useTranscriptContext();
  const [showsAll, setShowsAll] = useState(false);
  const cut = cutText(text);
  const isCut = cut !== null && !showsAll && !hidesWanted(text, cut, needle, quote);
  return (
    <div className={cn("min-w-0", className)}>
      <pre dir="auto" className="font-mono text-12 leading-5 break-words whitespace-pre-wrap">
        {isCut ? cut : text}
      </pre>
      {cut === null ? null : isCut ? (
        <Button size="sm" variant="ghost" className="-ml-2" onClick={() => setShowsAll(true)}>
          Show all {formatSize(sizeBytesOf(text))}
        </Button>
      ) : showsAll ? (
        <Button size="sm" variant="ghost" className="-ml-2" onClick={() => setShowsAll(false)}>
          Show less
        </Button>
      ) : null}
    </div>
  );
}

/** Whether what the reader looks for stands only in the part that would be cut off. */
function hidesWanted(text: string, cut: string, needle: string | null, quote: string | null): boolean {
  const found = needle?.toLowerCase();
  if (found && text.toLowerCase().includes(found) && !cut.toLowerCase().includes(found)) return true;
  return quote !== null && findQuote(quote, cut) === null && findQuote(quote, text) !== null;
}
