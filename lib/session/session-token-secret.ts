import { createHash, randomBytes } from "node:crypto";

const prefix = "reverie_st_";

/** A secret of 256 random bits, told from API keys by its prefix. */
export function newSessionTokenSecret(): string {
  return prefix + randomBytes(32).toString("base64url");
}

/** What is kept of a token; null for a text that cannot be one. */
export function sessionTokenSha256(token: string): Buffer | null {
  return token.startsWith(prefix) ? createHash("sha256").update(token, "utf8").digest() : null;
}
