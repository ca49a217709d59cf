"use client";
import { useState } from "react";
import { usePreference } from "../ui/use-preference";
import { isMarkdownPath } from "../viewer/language-of-path";
import type { LineRange } from "../viewer/line-range";
import { useLineRange } from "../viewer/use-line-range";

export type ViewMode = "rendered" | "source" | "changes";

const remembered = ["rendered", "source"] as const;

interface ViewModeState {
  mode: ViewMode;
  setMode: (mode: ViewMode) => void;
  options: readonly { value: ViewMode; label: string }[];
  lines: LineRange | null;
  selectLines: (range: LineRange) => void;
}

/**
 * How the reader looks at a file. Rendered or source is remembered; changes are looked at here and now. Lines named in the address
 * need the source, and only notes have a rendering.
 */
export function useViewMode(path: string): ViewModeState {
  const [preferred, setPreferred] = usePreference("file.view", remembered, "rendered");
  const [showsChanges, setShowsChanges] = useState(false);
  const [lines, selectLines] = useLineRange();
  const isMarkdown = isMarkdownPath(path);
  const readAs = preferred === "rendered" && !isMarkdown ? "source" : preferred;
  return {
    mode: lines !== null ? "source" : showsChanges ? "changes" : readAs,
    setMode: (mode) => {
      if (lines !== null) clearHash();
      setShowsChanges(mode === "changes");
      if (mode !== "changes") setPreferred(mode);
    },
    options: [
      ...(isMarkdown ? [{ value: "rendered" as const, label: "Rendered" }] : []),
      { value: "source", label: "Source" },
      { value: "changes", label: "Changes" },
    ],
    lines,
    selectLines,
  };
}

function clearHash(): void {
  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}
