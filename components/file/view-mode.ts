export const viewModes = ["rendered", "source", "blame", "changes"] as const;

export type ViewMode = (typeof viewModes)[number];

interface ViewWishes {
  /** What the address says. */
  asked: ViewMode | null;
  /** What this browser remembers. */
  preferred: "rendered" | "source";
  isMarkdown: boolean;
  /** The address names lines. */
  hasLines: boolean;
}

/** How a file is shown: lines can be pointed at only where they are numbered, and only notes have a rendering. */
export function viewModeOf({ asked, preferred, isMarkdown, hasLines }: ViewWishes): ViewMode {
  if (hasLines) return asked === "blame" ? "blame" : "source";
  const wished = asked ?? preferred;
  return wished === "rendered" && !isMarkdown ? "source" : wished;
}
