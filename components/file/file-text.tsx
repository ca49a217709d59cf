"use client";
import { FileText as Icon } from "lucide-react";
import { EmptyState } from "../ui/empty-state";
import { earlyPart } from "../ui/lazy-part";
import type { LineRange } from "../viewer/line-range";
import { SourceView } from "../viewer/source-view";
import { FileSkeleton } from "./file-skeleton";

const RenderedText = earlyPart(() => import("./rendered-text").then((module) => module.RenderedText), FileSkeleton);

interface FileTextProps {
  text: string;
  path: string;
  mode: "rendered" | "source";
  lines: LineRange | null;
  onSelectLines: (range: LineRange) => void;
}

/** The text of one version, read as notes or as it is. */
export function FileText({ text, path, mode, lines, onSelectLines }: FileTextProps) {
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
  return <RenderedText text={text} path={path} />;
}
