import { hash, randomBytes } from "node:crypto";

/** A secret of 256 random bits behind a prefix that tells what it is for. */
export function newSecret(prefix: string): string {
  return prefix + randomBytes(32).toString("base64url");
}

/** What is kept of a secret. A fast hash is enough: there is nothing to guess in 256 random bits. */
export function secretSha256(secret: string): Buffer {
  return hash("sha256", secret, "buffer");
}
