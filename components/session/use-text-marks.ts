"use client";
import { type RefObject, useEffect } from "react";
import { spansIn, type Wanted } from "./text-spans";

/** Names of the CSS highlights, styled by the transcript. */
const highlightNames = { find: "session-find", quote: "session-quote" } as const;

/** Marks words inside an element without touching its nodes, and again whenever its content changes. */
export function useTextMarks(element: RefObject<HTMLElement | null>, wanted: Wanted | null): void {
  const kind = wanted?.kind;
  const text = wanted?.text;
  useEffect(() => {
    const root = element.current;
    if (root === null || kind === undefined || text === undefined || !("highlights" in CSS)) return;
    const highlight = CSS.highlights.get(highlightNames[kind]) ?? new Highlight();
    CSS.highlights.set(highlightNames[kind], highlight);
    let ranges: Range[] = [];
    const clear = () => {
      for (const range of ranges) highlight.delete(range);
      ranges = [];
    };
    const mark = () => {
      clear();
      ranges = rangesIn(root, { kind, text });
      for (const range of ranges) highlight.add(range);
    };
    mark();
    const observer = new MutationObserver(mark);
    observer.observe(root, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      clear();
    };
  }, [element, kind, text]);
}

function rangesIn(root: HTMLElement, wanted: Wanted): Range[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node instanceof Text) nodes.push(node);
  const spans = spansIn(
    nodes.map((node) => node.data),
    wanted,
  );
  return spans.flatMap((span) => {
    const [start, end] = [nodes[span.startNode], nodes[span.endNode]];
    if (start === undefined || end === undefined) return [];
    const range = new Range();
    range.setStart(start, span.startOffset);
    range.setEnd(end, span.endOffset);
    return [range];
  });
}
