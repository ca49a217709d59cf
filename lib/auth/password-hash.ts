import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

// OWASP's second scrypt setting: 32 MiB a hash, so that a few sign-ins at once fit into a small machine.
const cost: ScryptOptions = { N: 2 ** 15, r: 8, p: 3, maxmem: 128 * 1024 * 1024 };
const keyBytes = 32;

/** `scrypt$<salt>$<key>`, both base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt);
  return `scrypt$${salt.toString("base64url")}$${key.toString("base64url")}`;
}

/** Takes the same time for a wrong password, and for a null hash, so that nobody can tell which accounts exist. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [scheme, salt, key] = (stored ?? "").split("$");
  const known = scheme === "scrypt" && salt !== undefined && key !== undefined;
  const derived = await derive(password, known ? Buffer.from(salt, "base64url") : Buffer.alloc(16));
  return known && timingSafeEqual(derived, Buffer.from(key, "base64url"));
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, keyBytes, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
