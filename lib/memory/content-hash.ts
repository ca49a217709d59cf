import { createHash } from "node:crypto";

/** The 64 lowercase hex digits of the SHA-256 over the UTF-8 bytes, with no normalisation before. */
export function contentSha256(content: string): string {
  return createHash("sha256").update(content, "utf8").digest("hex");
}

export function contentSizeBytes(content: string): number {
  return Buffer.byteLength(content, "utf8");
}
