import { revealInvisible } from "./reveal-invisible";

/** As much of an HTML tree as this plugin touches. */
interface HtmlNode {
  type: string;
  value?: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
}

/** A rehype plugin that shows invisible characters in rendered text by their code, as the source view does. */
export function revealInMarkdown() {
  return (tree: HtmlNode): void => {
    tree.children = (tree.children ?? []).flatMap(revealNode);
  };
}

function revealNode(node: HtmlNode): HtmlNode[] {
  if (node.type !== "text")
    return [{ ...node, ...(node.children ? { children: node.children.flatMap(revealNode) } : {}) }];
  // Line ends and line tabs are white space here, not hidden text.
  return (node.value ?? "")
    .split(/(\r?\n)/)
    .flatMap((piece) => (/^\r?\n$/.test(piece) ? [{ type: "text", value: "\n" }] : revealText(piece)));
}

function revealText(text: string): HtmlNode[] {
  if (text === "") return [];
  return revealInvisible(text).map((part) =>
    part.kind === "text"
      ? { type: "text", value: part.text }
      : { type: "element", tagName: "mark", properties: {}, children: [{ type: "text", value: part.code }] },
  );
}
