/** A field of a tool result: what it is called and the text of its value. */
export interface ResultField {
  name: string;
  text: string;
}

const longestResult = 20_000;
const line = /^(\s*)(?:[-*]\s+)?["']?([\p{L}_][\p{L}\p{N}_ ./-]{0,60}?)["']?\s*[:=]\s*["']?(.*?)["']?,?\s*$/u;

/**
 * The fields that a result gives to the very thing it is about: members of its JSON, or its least indented `name: value` lines. What
 * stands deeper belongs to a part of the thing.
 */
export function resultFields(text: string): ResultField[] {
  if (text.length > longestResult) return [];
  return jsonFields(text) ?? lineFields(text);
}

function jsonFields(text: string): ResultField[] | null {
  if (!/^\s*\{/.test(text)) return null;
  try {
    return members(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Members of an object; a single member that is an object itself is an envelope. */
function members(value: unknown): ResultField[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only && typeof only[1] === "object") return members(only[1]);
  return entries.flatMap(([name, item]) =>
    typeof item === "string" || typeof item === "number" || typeof item === "boolean"
      ? [{ name, text: String(item) }]
      : [],
  );
}

function lineFields(text: string): ResultField[] {
  const lines = text.split("\n").filter((candidate) => candidate.trim() !== "");
  const depth = Math.min(...lines.map((candidate) => candidate.search(/\S/)));
  return lines.flatMap((candidate) => {
    const [, indent = "", name = "", value = ""] = line.exec(candidate) ?? [];
    return name !== "" && value !== "" && indent.length === depth ? [{ name, text: value }] : [];
  });
}
