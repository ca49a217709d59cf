import type { Nodes, Root, RootContent } from "mdast";

/**
 * A remark plugin that turns HTML into the text that it is written as: tags within a line as they stand, whole blocks and
 * comments as code. Left to the sanitizer they would vanish, and with them what somebody hid inside.
 */
export function showHtml() {
  return (tree: Root): void => showIn(tree);
}

function showIn(node: Nodes): void {
  if (!("children" in node)) return;
  const isFlow = node.type === "root" || node.type === "blockquote" || node.type === "listItem";
  for (const [index, child] of node.children.entries()) {
    if (child.type === "html") node.children[index] = shown(child.value, isFlow) as never;
    else showIn(child);
  }
}

function shown(value: string, isFlow: boolean): RootContent {
  return isFlow ? { type: "code", lang: "html", value } : { type: "text", value };
}
