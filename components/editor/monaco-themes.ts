import type { Monaco } from "@monaco-editor/react";

/** Monaco takes no CSS variables, so the tokens' values are read once for each theme. */
export function defineMonacoThemes(monaco: Monaco): void {
  for (const theme of ["light", "dark"] as const) {
    const token = tokensOf(theme);
    monaco.editor.defineTheme(`reverie-${theme}`, {
      base: theme === "dark" ? "vs-dark" : "vs",
      inherit: true,
      rules: [
        { token: "comment", foreground: bare(token("--code-token-comment")) },
        { token: "keyword", foreground: bare(token("--code-token-keyword")) },
        { token: "string", foreground: bare(token("--code-token-string")) },
        { token: "number", foreground: bare(token("--code-token-constant")) },
      ],
      colors: {
        "editor.background": token("--surface"),
        "editor.foreground": token("--ink"),
        "editor.lineHighlightBackground": token("--canvas"),
        "editor.lineHighlightBorder": token("--canvas"),
        "editor.selectionBackground": token("--select"),
        "editorLineNumber.foreground": token("--ink-3"),
        "editorLineNumber.activeForeground": token("--ink"),
        "editorCursor.foreground": token("--accent"),
        "editorWidget.background": token("--raised"),
        "editorWidget.border": token("--line-strong"),
        "diffEditor.insertedTextBackground": token("--add-word"),
        "diffEditor.removedTextBackground": token("--del-word"),
        focusBorder: token("--accent"),
      },
    });
  }
}

/** Reads the tokens of a theme, whichever is on now, from an element that stands in it for a moment. */
function tokensOf(theme: "light" | "dark"): (name: string) => string {
  const values = new Map<string, string>();
  const root = document.documentElement;
  const before = root.getAttribute("data-theme");
  root.setAttribute("data-theme", theme);
  const style = getComputedStyle(root);
  for (const name of names) values.set(name, style.getPropertyValue(name).trim());
  if (before === null) root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", before);
  return (name) => values.get(name) || "#808080";
}

const names = [
  "--code-token-comment",
  "--code-token-keyword",
  "--code-token-string",
  "--code-token-constant",
  "--surface",
  "--canvas",
  "--raised",
  "--ink",
  "--ink-3",
  "--accent",
  "--select",
  "--line-strong",
  "--add-word",
  "--del-word",
];

const bare = (colour: string) => colour.replace("#", "");
