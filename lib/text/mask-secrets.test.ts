import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSecrets, maskSecrets } from "./mask-secrets";
import { cpuMs } from "./testing/cpu-ms";

const filler = (length: number) => "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z".repeat(4).slice(0, length);
// Joined at run time, so that scanners of this repository do not take the samples for leaked keys.
const keys = [
  ["AKIA", "IOSFODNN7EXAMPLE"],
  ["ghp_", filler(36)],
  ["github_pat_", filler(40)],
  ["glpat-", filler(20)],
  ["sk-ant-api03-", filler(40)],
  ["sk-proj-", filler(40)],
  ["sk_live_", filler(24)],
  ["xoxb-", "123456789012-abcdefABCDEF"],
  ["AIza", filler(35)],
  ["npm_", filler(36)],
  ["hf_", filler(34)],
  ["SG.", `${filler(22)}.${filler(43)}`],
  ["eyJhbGciOiJIUzI1NiJ9.", `eyJzdWIiOiIxMjM0In0.${filler(30)}`],
].map((parts) => parts.join(""));

describe("findSecrets", () => {
  it.each(keys)("finds a known issuer's key wherever it stands: %s", (key) => {
    for (const text of [key, `use ${key}.`, `"${key}"`, `KEY=${key}\nnext`, `(${key})`]) {
      expect(maskSecrets(text)).not.toContain(key);
      expect(findSecrets(text)).toHaveLength(1);
    }
  });

  it("finds a private key whole, also when it was cut off", () => {
    const block = `-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n${filler(60)}\n-----END RSA PRIVATE KEY-----`;
    expect(maskSecrets(`before\n${block}\nafter`)).toBe("before\n[redacted]\nafter");
    expect(maskSecrets(block.slice(0, 80))).toBe("[redacted]");
    expect(findSecrets("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----")).toEqual([]);
  });

  it.each([
    ["password=hunter2go", "password=[redacted]"],
    ["DB_PASSWORD='s3cret pass'", "DB_PASSWORD='[redacted]'"],
    ['{"api_key": "abc123def456"}', '{"api_key": "[redacted]"}'],
    ['{\\"token\\":\\"abc123def456\\"}', '{\\"token\\":\\"[redacted]\\"}'],
    ["client_secret := Zx81Spectrum48k", "client_secret := [redacted]"],
    ["the root password: Tr0ub4dor&3, rotate it", "the root password: [redacted], rotate it"],
    ["deploy --token abc123xyz --force", "deploy --token [redacted] --force"],
    ["GET /x?token=abc123xyz&page=2", "GET /x?token=[redacted]&page=2"],
    ["password=a1b2,c3&d4", "password=[redacted]"],
    ["user=x,password=a1b2c3,host=y", "user=x,password=[redacted],host=y"],
    ["Authorization: Bearer abcdef0123456789abcdef", "Authorization: Bearer [redacted]"],
    ["postgres://app:pa55word@db:5432/x", "postgres://app:[redacted]@db:5432/x"],
    ["AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AWS_SECRET_ACCESS_KEY=[redacted]"],
  ])("masks the value and keeps the name: %s", (text, expected) => {
    expect(maskSecrets(text)).toBe(expected);
  });

  it.each([
    "password: rotate it every month",
    "The token: expired tokens are refreshed at login",
    "max_tokens=4096, tokens: 120000",
    "api_key_id: apikey_01 stays",
    "password=<your password>",
    "password = $DB_PASSWORD",
    `token: ${"$"}{{ secrets.TOKEN }}`,
    "password: ********",
    "password=process.env.DB_PASSWORD",
    "private_key: /etc/ssl/key1.pem",
    "if (password == other1)",
    "const token = getToken1()",
    "https://example.com:8080/path@2",
    "ssh://git@github.com/owner/repo1.git",
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "task-sk-learn pipeline, risk-assessment-for-the-whole-platform",
    "secret: 2026-03-05",
    "Bearer authentication is required here",
    "id memver_01H8XGJWBWBAQ4Z4Z4Z4Z4Z4Z4",
  ])("does not take for a secret: %s", (text) => {
    expect(findSecrets(text)).toEqual([]);
  });

  it("gives disjoint spans in order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...keys, "password=", " ", "\n", '"', "x1", "://a:b1c2@"), { maxLength: 12 }),
        (parts) => {
          const text = parts.join("");
          let end = 0;
          for (const span of findSecrets(text)) {
            expect(span.start).toBeGreaterThanOrEqual(end);
            expect(span.end).toBeGreaterThan(span.start);
            end = span.end;
          }
          expect(end).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});

describe("maskSecrets", () => {
  it("returns text without secrets unchanged, and changes nothing the second time", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...keys, "password: ", "=", "token", "\n", "word"), { maxLength: 10 }),
        (parts) => {
          const masked = maskSecrets(parts.join(" "));
          expect(maskSecrets(masked)).toBe(masked);
        },
      ),
    );
    expect(maskSecrets("nothing here")).toBe("nothing here");
  });

  it("ends soon on text made to stall it", () => {
    for (const piece of [
      "eyJ",
      "-eyJaaaaaaaaa.",
      "password=",
      "a://b:",
      "-----BEGIN PRIVATE KEY-----",
      "sk-a",
      "Bearer a",
      "--token ",
      "SG.aaaaaaaaaaaaaaaaaaaa",
    ]) {
      const startedMs = cpuMs();
      findSecrets(piece.repeat(Math.ceil(200_000 / piece.length)));
      expect(cpuMs() - startedMs).toBeLessThan(1_500);
    }
  });
});
