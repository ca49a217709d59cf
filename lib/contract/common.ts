import { z } from "zod";

/** Characters are counted as code points, so that an emoji is one character to its author and to us. */
export const characters = (minimum: number, maximum: number) =>
  z.string().refine((text) => {
    const count = [...text].length;
    return count >= minimum && count <= maximum;
  }, `must have ${minimum} to ${maximum} characters`);

export const timestamp = z.iso.datetime({ offset: true });
export const nullableTimestamp = timestamp.nullable();

/** A time filter; parsed once, so that handlers get a Date. */
export const timeFilter = timestamp.transform((text) => new Date(text)).optional();

export const booleanFilter = z.enum(["true", "false"]).transform((value) => value === "true");

/** Room for the longest path of a memory, each character of which may be escaped twice. */
export const pageCursor = z.string().max(4096).optional();

/** `limit` of a list: a whole number from 1 to `maximum`; left out = `fallback`. */
export const pageLimit = (maximum: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= 1 && value <= maximum, `must be from 1 to ${maximum}`)
    .optional()
    .transform((value) => value ?? fallback);

/** A query value that may come once or several times. */
export const repeated = <T extends z.ZodType>(item: T) =>
  z
    .union([z.array(item), item])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional();

const metadataKey = characters(1, 64);
const metadataValue = characters(0, 512);

export const metadata = z
  .record(metadataKey, metadataValue)
  .refine((pairs) => Object.keys(pairs).length <= 16, "must have at most 16 pairs");

/** A patch: a string sets, null removes, what is left out stays. */
export const metadataPatch = z.record(metadataKey, metadataValue.nullable());

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), next_page: z.string().nullable() });

export const actor = z.discriminatedUnion("type", [
  z.object({ type: z.literal("api_actor"), api_key_id: z.string() }),
  z.object({ type: z.literal("session_actor"), session_id: z.string() }),
  z.object({ type: z.literal("user_actor"), user_id: z.string() }),
  z.object({ type: z.literal("service_account_actor"), service_account_id: z.string() }),
]);
export type WireActor = z.infer<typeof actor>;

export const errorEnvelope = z.object({
  type: z.literal("error"),
  error: z.looseObject({ type: z.string(), message: z.string() }),
  request_id: z.string().nullable(),
});

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lowercase hexadecimal digits");
