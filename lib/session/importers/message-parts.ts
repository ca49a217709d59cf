import { isObject, type JsonObject, textOf } from "@/lib/session/importers/json-object";

/** One thing a message of the Anthropic form says or does; `index` is its place in the message. */
export type MessagePart =
  | { kind: "words"; index: number; content: unknown[] }
  | { kind: "thinking"; index: number }
  | { kind: "tool_use"; index: number; callId: string | null; name: string; input: unknown }
  | { kind: "tool_result"; index: number; callId: string | null; content: unknown; isError: boolean | null };

/** Takes a message's content apart; neighbouring blocks of words stay together. */
export function messageParts(content: unknown): MessagePart[] {
  const blocks: unknown[] = Array.isArray(content)
    ? content
    : content === undefined || content === null
      ? []
      : [content];
  const parts: MessagePart[] = [];
  for (const [index, block] of blocks.entries()) {
    const part = isObject(block) ? specialPart(block, index) : null;
    const last = parts.at(-1);
    if (part) parts.push(part);
    else if (block === "") continue;
    else if (last?.kind === "words") last.content.push(block);
    else parts.push({ kind: "words", index, content: [block] });
  }
  return parts;
}

function specialPart(block: JsonObject, index: number): MessagePart | null {
  const type = textOf(block, "type") ?? "";
  if (type === "thinking" || type === "redacted_thinking") return { kind: "thinking", index };
  if (type === "tool_use" || type === "server_tool_use" || type === "mcp_tool_use") {
    const server = textOf(block, "server_name");
    const name = textOf(block, "name") ?? "";
    return {
      kind: "tool_use",
      index,
      callId: textOf(block, "id"),
      name: server && type === "mcp_tool_use" ? `mcp__${server}__${name}` : name,
      input: block.input,
    };
  }
  if (type === "tool_result" || type.endsWith("_tool_result")) {
    const isError = typeof block.is_error === "boolean" ? block.is_error : null;
    return { kind: "tool_result", index, callId: textOf(block, "tool_use_id"), content: block.content, isError };
  }
  return null;
}
