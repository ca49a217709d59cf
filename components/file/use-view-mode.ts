"use client";
import { choiceField } from "../address/address-field";
import { useAddress } from "../address/use-address";
import { useCommands } from "../command/use-commands";
import { usePreference } from "../ui/use-preference";
import { isMarkdownPath } from "../viewer/language-of-path";
import type { LineRange } from "../viewer/line-range";
import { useLineRange } from "../viewer/use-line-range";
import { type ViewMode, viewModeOf, viewModes } from "./view-mode";

const fields = { view: choiceField(viewModes) };
const remembered = ["rendered", "source"] as const;

interface ViewModeState {
  mode: ViewMode;
  setMode: (mode: ViewMode) => void;
  options: readonly { value: ViewMode; label: string }[];
  lines: LineRange | null;
  selectLines: (range: LineRange) => void;
}

/** What the address says of how to look at a file; null = as the reader usually does. */
export function useAskedMode() {
  return useAddress(fields);
}

/**
 * How the reader looks at a file. The address keeps it; without one, rendered or source as this browser remembers. Lines named in
 * the address need the source, and only notes have a rendering.
 */
export function useViewMode(path: string): ViewModeState {
  const [preferred, setPreferred] = usePreference("file.view", remembered, "rendered");
  const [{ view: asked }, setAsked] = useAskedMode();
  const [lines, selectLines] = useLineRange();
  const isMarkdown = isMarkdownPath(path);
  const mode = viewModeOf({ asked, preferred, isMarkdown, hasLines: lines !== null });
  const setMode = (next: ViewMode) => {
    if (lines !== null && (next === "rendered" || next === "changes")) clearHash();
    if (next === "rendered" || next === "source") setPreferred(next);
    setAsked({ view: next });
  };
  useCommands([
    {
      id: "file.blame",
      title: mode === "blame" ? "Stop asking who wrote each line" : "Who wrote each line",
      group: "File",
      keys: "b",
      run: () => setMode(mode === "blame" ? "source" : "blame"),
    },
  ]);
  return {
    mode,
    setMode,
    options: [
      ...(isMarkdown ? [{ value: "rendered" as const, label: "Rendered" }] : []),
      { value: "source", label: "Source" },
      { value: "blame", label: "Blame" },
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
