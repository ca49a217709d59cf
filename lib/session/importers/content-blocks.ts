import {
  documentBlock,
  imageBlock,
  searchResultBlock,
  type TextBlock,
  type ToolResultBlock,
  type UserContentBlock,
} from "@/lib/contract/content-block";
import { isObject, type JsonObject, objectOf, textOf } from "@/lib/session/importers/json-object";

export type BlockLimits = { maxInlineBytes: number; report: (reason: string) => void };

/** Content as sources write it, a text or blocks of any vendor, as blocks that a person may send on the wire. */
export function userBlocks(content: unknown, limits: BlockLimits): UserContentBlock[] {
  return toolResultBlocks(content, limits).map((block) =>
    block.type === "search_result" ? text(JSON.stringify(block)) : block,
  );
}

/** The same for what a tool answered. What the wire cannot carry becomes a text that says what it was. */
export function toolResultBlocks(content: unknown, limits: BlockLimits): ToolResultBlock[] {
  if (content === null || content === undefined || content === "") return [];
  if (typeof content === "string") return [text(content)];
  if (!Array.isArray(content)) return [text(JSON.stringify(content))];
  return content.map((item: unknown) => {
    if (typeof item === "string") return text(item);
    return isObject(item) ? oneBlock(item, limits) : text(JSON.stringify(item));
  });
}

/** Only the words of a content, blocks joined by line ends. */
export function plainText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  const texts = content.map((item: unknown) => (isObject(item) ? (textOf(item, "text") ?? "") : String(item)));
  return texts.filter((item) => item !== "").join("\n");
}

export function text(value: string): TextBlock {
  return { type: "text", text: value };
}

function oneBlock(item: JsonObject, limits: BlockLimits): ToolResultBlock {
  const words = item.text;
  if (typeof words === "string" && textTypes.has(item.type)) return text(words);
  if (item.type === "refusal" && typeof item.refusal === "string") return text(item.refusal);
  if (item.type === "image_url") return oneBlock(fromImageUrl(item), limits);
  if (item.type === "input_audio" || item.type === "file") return dropped(item, "cannot be kept", limits);

  const inlineBytes = base64Bytes(objectOf(item, "source").data);
  if (item.type !== "search_result" && inlineBytes > limits.maxInlineBytes) {
    return dropped(item, `is larger than ${limits.maxInlineBytes} bytes`, limits);
  }
  for (const schema of [imageBlock, documentBlock, searchResultBlock]) {
    // Known keys only: sources add cache marks and citations that the wire refuses.
    const known = Object.fromEntries(
      Object.keys(schema.shape).flatMap((key) => (key in item ? [[key, item[key]]] : [])),
    );
    const parsed = schema.safeParse(known);
    if (parsed.success) return parsed.data;
  }
  return text(JSON.stringify(item));
}

const textTypes = new Set<unknown>(["text", "input_text", "output_text", undefined]);

function fromImageUrl(item: JsonObject): JsonObject {
  const url = textOf(objectOf(item, "image_url"), "url") ?? textOf(item, "image_url") ?? "";
  const inline = /^data:([^;,]+);base64,(.*)$/s.exec(url);
  const source = inline ? { type: "base64", media_type: inline[1], data: inline[2] } : { type: "url", url };
  return { type: "image", source };
}

function dropped(item: JsonObject, why: string, limits: BlockLimits): TextBlock {
  const mediaType = textOf(objectOf(item, "source"), "media_type");
  const what = mediaType ? `${String(item.type)} (${mediaType})` : String(item.type);
  limits.report(`left out a ${what} block that ${why}`);
  return text(`[left out on import: ${what}, ${why}]`);
}

function base64Bytes(data: unknown): number {
  return typeof data === "string" ? Math.floor((data.length * 3) / 4) : 0;
}
