import { findQuote } from "@/lib/text/fold-white-space";

/** A place in a run of text nodes. */
export interface NodeSpan {
  startNode: number;
  startOffset: number;
  endNode: number;
  endOffset: number;
}

export interface Wanted {
  kind: "find" | "quote";
  text: string;
}

const spansLimit = 200;

/** Where the words stand in texts that follow each other on the page: a search everywhere, a quote once. */
export function spansIn(texts: readonly string[], wanted: Wanted): NodeSpan[] {
  const whole = texts.join("");
  if (wanted.kind === "quote") {
    const span = findQuote(wanted.text, whole, { redactionMark: "[redacted]" });
    return span === null ? [] : [nodeSpan(texts, span.start, span.end)];
  }
  const needle = wanted.text.toLowerCase();
  const haystack = whole.toLowerCase();
  // Some letters change their length with their case; then offsets would lie.
  if (needle === "" || haystack.length !== whole.length) return [];
  const spans: NodeSpan[] = [];
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + needle.length)) {
    spans.push(nodeSpan(texts, at, at + needle.length));
    if (spans.length === spansLimit) break;
  }
  return spans;
}

function nodeSpan(texts: readonly string[], start: number, end: number): NodeSpan {
  const [startNode, startOffset] = placeOf(texts, start, false);
  const [endNode, endOffset] = placeOf(texts, end, true);
  return { startNode, startOffset, endNode, endOffset };
}

/** At a seam a span begins in the later node and ends in the earlier one. */
function placeOf(texts: readonly string[], offset: number, isEnd: boolean): [number, number] {
  let before = 0;
  for (const [index, text] of texts.entries()) {
    const after = before + text.length;
    if (isEnd ? offset <= after : offset < after) return [index, offset - before];
    before = after;
  }
  const last = texts.length - 1;
  return [last, texts[last]?.length ?? 0];
}
