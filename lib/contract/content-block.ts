import { z } from "zod";

/** Plain text of a message, a tool result or a system message. */
export const textBlock = z.strictObject({ type: z.literal("text"), text: z.string() });

const base64Source = z.strictObject({
  type: z.literal("base64"),
  media_type: z.string().min(1),
  data: z.string(),
});
const plainTextSource = z.strictObject({
  type: z.literal("text"),
  media_type: z.literal("text/plain"),
  data: z.string(),
});
const urlSource = z.strictObject({ type: z.literal("url"), url: z.string().min(1) });
const fileSource = z.strictObject({ type: z.literal("file"), file_id: z.string().min(1) });

export const imageBlock = z.strictObject({
  type: z.literal("image"),
  source: z.discriminatedUnion("type", [base64Source, urlSource, fileSource]),
});

export const documentBlock = z.strictObject({
  type: z.literal("document"),
  source: z.discriminatedUnion("type", [base64Source, plainTextSource, urlSource, fileSource]),
  title: z.string().nullish(),
  context: z.string().nullish(),
});

export const searchResultBlock = z.strictObject({
  type: z.literal("search_result"),
  source: z.string(),
  title: z.string(),
  content: z.array(z.strictObject({ type: z.literal("text"), text: z.string() })),
  citations: z.strictObject({ enabled: z.boolean() }),
});

/** Stands where a block was redacted; it carries nothing. */
export const redactedBlock = z.strictObject({ type: z.literal("redacted") });

/** What a person may send: text, pictures and documents. */
export const userContentBlock = z.discriminatedUnion("type", [textBlock, imageBlock, documentBlock, redactedBlock]);

/** What a tool may answer with. */
export const toolResultBlock = z.discriminatedUnion("type", [
  textBlock,
  imageBlock,
  documentBlock,
  searchResultBlock,
  redactedBlock,
]);

/** What an agent may say. */
export const agentContentBlock = z.discriminatedUnion("type", [textBlock, redactedBlock]);

export type TextBlock = z.infer<typeof textBlock>;
export type UserContentBlock = z.infer<typeof userContentBlock>;
export type ToolResultBlock = z.infer<typeof toolResultBlock>;
