import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { newSessionTokenSecret, sessionTokenSha256 } from "./session-token-secret";

it("makes tokens that differ, are marked and carry 256 bits", () => {
  const tokens = Array.from({ length: 50 }, newSessionTokenSecret);
  expect(new Set(tokens).size).toBe(50);
  for (const token of tokens) expect(token).toMatch(/^reverie_st_[A-Za-z0-9_-]{43}$/);
});

it("hashes tokens and nothing else", () => {
  const token = newSessionTokenSecret();
  expect(sessionTokenSha256(token)).toEqual(createHash("sha256").update(token).digest());
  expect(sessionTokenSha256("reverie_sk_abc")).toBeNull();
  expect(sessionTokenSha256("")).toBeNull();
});
