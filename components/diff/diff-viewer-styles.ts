import type { ReactDiffViewerStylesOverride } from "react-diff-viewer-continued";

const variables = {
  diffViewerBackground: "var(--surface)",
  diffViewerColor: "var(--ink)",
  addedBackground: "var(--add-bg)",
  addedColor: "var(--ink)",
  removedBackground: "var(--del-bg)",
  removedColor: "var(--ink)",
  changedBackground: "var(--warn-soft)",
  wordAddedBackground: "var(--add-word)",
  wordRemovedBackground: "var(--del-word)",
  addedGutterBackground: "var(--add-bg)",
  removedGutterBackground: "var(--del-bg)",
  gutterBackground: "var(--surface)",
  gutterBackgroundDark: "var(--canvas)",
  highlightBackground: "var(--accent-soft)",
  highlightGutterBackground: "var(--accent-soft)",
  codeFoldGutterBackground: "var(--canvas)",
  codeFoldBackground: "var(--canvas)",
  emptyLineBackground: "transparent",
  gutterColor: "var(--ink-3)",
  addedGutterColor: "var(--add)",
  removedGutterColor: "var(--del)",
  codeFoldContentColor: "var(--ink-2)",
  diffViewerTitleBackground: "var(--canvas)",
  diffViewerTitleColor: "var(--ink)",
  diffViewerTitleBorderColor: "var(--line)",
};

const mono = "var(--font-mono), monospace";

/** The library in our tokens: the same variables serve both themes, because the tokens change beneath them. */
export const diffViewerStyles: ReactDiffViewerStylesOverride = {
  variables: { light: variables, dark: variables },
  diffContainer: {
    minWidth: 0,
    fontSize: "0.75rem",
    lineHeight: "1.25rem",
    pre: { lineHeight: "1.25rem", fontFamily: mono },
  },
  contentText: {
    fontFamily: mono,
    fontFeatureSettings: '"calt" 0',
    fontSize: "0.75rem",
    lineHeight: "1.25rem",
    // The library breaks lines within words.
    lineBreak: "auto",
    overflowWrap: "anywhere",
    paddingInlineEnd: "0.75rem",
  },
  gutter: {
    width: "2.75rem",
    minWidth: "2.75rem",
    padding: "0 0.5rem",
    // The library fades the numbers to half, below any contrast that can be read.
    pre: { opacity: 1, textAlign: "right" },
  },
  wordDiff: { padding: 0, borderRadius: 2 },
  line: { minHeight: "1.25rem" },
  codeFoldExpandButton: {
    minHeight: "1.75rem",
    width: "100%",
    color: "var(--ink-2)",
    fontFamily: "var(--font-sans), sans-serif",
  },
  codeFold: { fontWeight: 400, height: "1.75rem" },
};
