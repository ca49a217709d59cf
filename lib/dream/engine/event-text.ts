/** The readable text of an event: messages and results as they are, the leaves of a call's input one a line. */
export function eventText(payload: Readonly<Record<string, unknown>>): string {
  if ("input" in payload) return leafTexts(payload.input).join("\n");
  if ("content" in payload) return contentText(payload.content);
  const error = payload.error;
  if (typeof error === "object" && error !== null && "message" in error && typeof error.message === "string") {
    return error.message;
  }
  if (typeof payload.deny_message === "string") return payload.deny_message;
  const reverie = payload.reverie;
  return typeof reverie === "object" && reverie !== null && "event" in reverie
    ? leafTexts(reverie.event).join("\n")
    : "";
}

/** Text of wire content: a plain string, or blocks of which the textual ones count. */
function contentText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map(blockText).filter(Boolean).join("\n");
}

function blockText(block: unknown): string {
  if (typeof block === "string") return block;
  if (typeof block !== "object" || block === null) return "";
  if ("type" in block && block.type === "redacted") return "[redacted]";
  if ("text" in block && typeof block.text === "string") return block.text;
  return "content" in block ? contentText(block.content) : "";
}

/** Strings, numbers and booleans inside a JSON value, in the order of sorted keys. */
export function leafTexts(value: unknown): string[] {
  return leaves(value).map((leaf) => leaf.text);
}

export interface Leaf {
  /** Keys on the way to the leaf, joined by dots; items of a list share the key of the list. */
  key: string;
  text: string;
}

/** Leaves of a JSON value with the keys that lead to them. */
export function leaves(value: unknown, key = ""): Leaf[] {
  if (typeof value === "string") return [{ key, text: value }];
  if (typeof value === "number" || typeof value === "boolean") return [{ key, text: String(value) }];
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .flatMap(([name, item]) => leaves(item, key === "" ? name : `${key}.${name}`));
}
