import type { ImportFormat } from "@/lib/contract/transfer";

/** How a file is to be read, by its first bytes; names lie. Null for what is no archive and no export. */
export async function importFormatOf(file: Blob): Promise<ImportFormat | null> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const starts = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  // An empty zip begins with the record that ends one.
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return "zip";
  if (starts(0x1f, 0x8b)) return "tar.gz";
  return starts(0x7b) || starts(0xef, 0xbb, 0xbf, 0x7b) ? "jsonl" : null;
}
