import { defaultMaxValueBytes, type ImportNote } from "@/lib/session/importers/imported-transcript";
import { replaceUnstorable } from "@/lib/session/importers/replace-unstorable";
import { type RawValue, scanJson } from "@/lib/session/importers/scan-json";

/**
 * A value of the imported text. `array` numbers the outermost array that the value is an element of and is null for
 * a value that stands alone.
 */
export type JsonValue = { kind: "value"; line: number; value: unknown; array: number | null };
export type JsonItem = JsonValue | { kind: "array_end"; line: number; array: number } | ImportNote;

/**
 * Reads JSON, JSON lines, or one large array element by element, holding one value at a time. What cannot be read
 * is reported with its line, and reading goes on at the next line.
 */
export async function* readJsonValues(
  body: AsyncIterable<Uint8Array> | string,
  maxValueBytes = defaultMaxValueBytes,
): AsyncGenerator<JsonItem> {
  for await (const raw of scanJson(chunksOf(body), maxValueBytes)) {
    if (raw.kind === "raw") yield* parse(raw);
    else yield raw;
  }
}

async function* chunksOf(body: AsyncIterable<Uint8Array> | string): AsyncGenerator<Uint8Array> {
  if (typeof body === "string") yield new TextEncoder().encode(body);
  else yield* body;
}

function* parse(raw: RawValue): Generator<JsonItem> {
  const { line, array } = raw;
  const decoded = decode(raw.bytes);
  let parsed: unknown;
  try {
    parsed = JSON.parse(decoded.text);
  } catch {
    yield { kind: "skipped", line, reason: "is not valid JSON" };
    return;
  }
  try {
    const { value, replacedCount } = replaceUnstorable(parsed);
    if (!decoded.valid) yield { kind: "skipped", line, reason: "replaced bytes that are not UTF-8" };
    if (replacedCount > 0) {
      yield { kind: "skipped", line, reason: `replaced ${replacedCount} characters that cannot be stored` };
    }
    yield { kind: "value", line, value, array };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    yield { kind: "skipped", line, reason: "nests too deeply" };
  }
}

function decode(bytes: Uint8Array): { text: string; valid: boolean } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), valid: true };
  } catch {
    return { text: new TextDecoder().decode(bytes), valid: false };
  }
}
