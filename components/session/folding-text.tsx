"use client";
import { type ReactNode, useState } from "react";
import { findQuote } from "@/lib/text/fold-white-space";
import { Button } from "../ui/button";
import { formatSize } from "../ui/format-size";
import { cutText } from "./cut-text";
import { sizeBytesOf } from "./event-content";
import { useTranscriptContext } from "./transcript-context";

const messageLines = 32;
const messageCharacters = 3200;

/** A message's text, drawn by `render`; a very long one is cut at a line, with the rest a click away. */
export function FoldingText({ text, render }: { text: string; render: (text: string) => ReactNode }) {
  const { needle, quote } = useTranscriptContext();
  const [showsAll, setShowsAll] = useState(false);
  const cut = cutText(text, messageLines, messageCharacters);
  const isWantedBelow =
    cut !== null &&
    ((needle !== null && !cut.toLowerCase().includes(needle.toLowerCase())) ||
      (quote !== null && findQuote(quote, cut) === null && findQuote(quote, text) !== null));
  if (cut === null || showsAll || isWantedBelow) return render(text);
  return (
    <>
      {render(cut)}
      <Button size="sm" variant="ghost" className="mt-2 -ml-2" onClick={() => setShowsAll(true)}>
        Show all {formatSize(sizeBytesOf(text))}
      </Button>
    </>
  );
}
