"use client";
import { FileText as Icon } from "lucide-react";
import { EmptyState } from "../ui/empty-state";
import type { LineRange } from "../viewer/line-range";
import { MarkdownView } from "../viewer/markdown-view";
import { SourceView } from "../viewer/source-view";
import { useLinkResolver } from "./use-link-resolver";

interface FileTextProps {
  text: string;
  path: string;
  mode: "rendered" | "source";
  lines: LineRange | null;
  onSelectLines: (range: LineRange) => void;
}

/** The text of one version, read as notes or as it is. */
export function FileText({ text, path, mode, lines, onSelectLines }: FileTextProps) {
  const resolveLink = useLinkResolver(path, text);
  if (text === "") {
    return (
      <EmptyState icon={<Icon aria-hidden />} title="An empty file">
        It holds no text: 0 bytes.
      </EmptyState>
    );
  }
  if (mode === "source") {
    return <SourceView text={text} path={path} selectedLines={lines} onSelectLines={onSelectLines} />;
  }
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
