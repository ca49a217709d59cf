"use client";
import { usePreference } from "../ui/use-preference";
import { isMarkdownPath } from "../viewer/language-of-path";
import type { LineRange } from "../viewer/line-range";
import { useLineRange } from "../viewer/use-line-range";

export type ViewMode = "rendered" | "source" | "changes";

const remembered = ["rendered", "source", "changes"] as const;

interface ViewModeState {
  mode: ViewMode;
  setMode: (mode: ViewMode) => void;
  options: readonly { value: ViewMode; label: string }[];
  lines: LineRange | null;
  selectLines: (range: LineRange) => void;
}

/** How the reader looks at files, remembered. Lines named in the address need the source; other files than notes have no rendering. */
export function useViewMode(path: string): ViewModeState {
  const [preferred, setPreferred] = usePreference<ViewMode>("file.view", remembered, "rendered");
  const [lines, selectLines] = useLineRange();
  const isMarkdown = isMarkdownPath(path);
  const wished = preferred === "rendered" && !isMarkdown ? "source" : preferred;
  return {
    mode: lines === null ? wished : "source",
    setMode: (mode) => {
      if (lines !== null) clearHash();
      setPreferred(mode);
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
