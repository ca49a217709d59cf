export interface FrontMatterSplit {
  /** The lines between the fences, or null when there are none. */
  frontMatter: string | null;
  body: string;
}

/** Parts YAML front matter from the text below it, so that it is not shown as a heading. */
export function splitFrontMatter(text: string): FrontMatterSplit {
  const match = /^\uFEFF?---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/.exec(text);
  if (match === null) return { frontMatter: null, body: text };
  return { frontMatter: match[1] ?? "", body: text.slice(match[0].length) };
}
