const languages: Record<string, string> = {
  md: "markdown",
  markdown: "markdown",
  mdx: "markdown",
  yml: "yaml",
  yaml: "yaml",
  json: "json",
  jsonl: "json",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  ts: "typescript",
  tsx: "typescript",
  py: "python",
  sh: "shellscript",
  bash: "shellscript",
  sql: "sql",
  toml: "toml",
  xml: "xml",
  html: "html",
  css: "css",
  go: "go",
  rs: "rust",
  rb: "ruby",
  diff: "diff",
  patch: "diff",
  ini: "ini",
};

/** The language of a file by its ending, in the names that the highlighter and the editor share; else `plaintext`. */
export function languageOfPath(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
  return Object.hasOwn(languages, ending) ? (languages[ending] ?? "plaintext") : "plaintext";
}

/** Whether a file is read as rendered Markdown first. Agents often write notes without an ending. */
export function isMarkdownPath(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return languageOfPath(path) === "markdown" || !name.slice(1).includes(".");
}
