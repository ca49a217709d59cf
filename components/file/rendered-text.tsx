"use client";
import { MarkdownView } from "../viewer/markdown-view";
import { useLinkResolver } from "./use-link-resolver";

/** A file's text as notes, with links that lead to the memories they name. */
export function RenderedText({ text, path }: { text: string; path: string }) {
  const resolveLink = useLinkResolver(path, text);
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: long content scrolls, and scrolling must work from the keyboard.
      tabIndex={0}
      aria-label={`Text of ${path}`}
      className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2"
    >
      <MarkdownView text={text} resolveLink={resolveLink} className="px-4 py-5 sm:px-6" />
    </section>
  );
}
