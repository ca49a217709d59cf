import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./password-hash";

describe("password hash", () => {
  it("accepts the password it was made from and no other", async () => {
    const stored = await hashPassword("correct horse battery");
    expect(stored).not.toContain("correct");
    expect(await verifyPassword("correct horse battery", stored)).toBe(true);
    expect(await verifyPassword("correct horse batterY", stored)).toBe(false);
  });

  it("salts, so that equal passwords have different hashes", async () => {
    expect(await hashPassword("same password")).not.toBe(await hashPassword("same password"));
  });

  it("takes both ways of typing an accented letter", async () => {
    const stored = await hashPassword("caf\u00e9-caf\u00e9");
    expect(await verifyPassword("cafe\u0301-cafe\u0301", stored)).toBe(true);
  });

  it("refuses when there is no hash or one it does not know", async () => {
    expect(await verifyPassword("anything", null)).toBe(false);
    expect(await verifyPassword("anything", "plain$anything")).toBe(false);
  });
});
