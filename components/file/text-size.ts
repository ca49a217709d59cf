const encoder = new TextEncoder();

/** Bytes of UTF-8, which is what the limit of a memory counts. */
export function textSizeBytes(text: string): number {
  return encoder.encode(text).length;
}
