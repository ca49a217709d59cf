import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readEnvironment } from "./environment";
import type { InvalidEnvironmentError } from "./invalid-environment-error";

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readEnvironment(env);
  } catch (error) {
    return (error as InvalidEnvironmentError).problems;
  }
  return [];
}

describe("readEnvironment", () => {
  it("needs nothing: an empty environment is a laptop with the embedded database", () => {
    expect(readEnvironment({})).toEqual({
      port: 3000,
      host: "127.0.0.1",
      dataDir: resolve(".reverie"),
      databaseUrl: null,
      databaseDirectUrl: null,
      admin: null,
      apiKey: null,
      publicUrl: null,
      role: "all",
      mountRoot: "/mnt/memory",
      apiMount: "server",
      logLevel: "info",
    });
  });

  it("takes an empty variable as unset", () => {
    expect(readEnvironment({ PORT: "", DATABASE_URL: " ", REVERIE_ROLE: "" })).toEqual(readEnvironment({}));
  });

  it("uses the database's address for migrations too, unless a direct one is given", () => {
    expect(readEnvironment({ DATABASE_URL: "postgres://a/b" }).databaseDirectUrl).toBe("postgres://a/b");
    const behindPooler = { DATABASE_URL: "postgres://pooler/b", DATABASE_DIRECT_URL: "postgresql://direct/b" };
    expect(readEnvironment(behindPooler)).toMatchObject({
      databaseUrl: "postgres://pooler/b",
      databaseDirectUrl: "postgresql://direct/b",
    });
  });

  it("drops the slash at the end of the public address", () => {
    expect(readEnvironment({ REVERIE_PUBLIC_URL: "https://memory.example.com/" }).publicUrl).toBe(
      "https://memory.example.com",
    );
  });

  it("names every bad variable at once", () => {
    const problems = problemsOf({
      PORT: "http",
      REVERIE_ROLE: "boss",
      DATABASE_URL: "mysql://x",
      REVERIE_PUBLIC_URL: "ftp://x",
      REVERIE_MOUNT_ROOT: "relative",
    });
    for (const name of ["PORT", "REVERIE_ROLE", "DATABASE_URL", "REVERIE_PUBLIC_URL", "REVERIE_MOUNT_ROOT"]) {
      expect(problems.filter((problem) => problem.startsWith(`${name} `))).toHaveLength(1);
    }
  });

  it("refuses a port outside the range", () => {
    expect(problemsOf({ PORT: "70000" })).toEqual(["PORT must be between 0 and 65535"]);
  });

  it("refuses an administrator without a password, and a password without an administrator", () => {
    expect(problemsOf({ REVERIE_ADMIN_EMAIL: "a@example.com" })).toHaveLength(1);
    expect(problemsOf({ REVERIE_ADMIN_PASSWORD: "secret" })).toHaveLength(1);
    expect(readEnvironment({ REVERIE_ADMIN_EMAIL: "a@example.com", REVERIE_ADMIN_PASSWORD: "secret" }).admin).toEqual({
      email: "a@example.com",
      password: "secret",
    });
  });

  it("takes a mail server and its sender together or not at all, and checks both", () => {
    const mail = { SMTP_URL: "smtps://user:pass@mail.example.com:465", REVERIE_MAIL_FROM: "Reverie <r@example.com>" };
    expect(problemsOf(mail)).toEqual([]);
    expect(problemsOf({ SMTP_URL: mail.SMTP_URL })).toHaveLength(1);
    expect(problemsOf({ REVERIE_MAIL_FROM: "r@example.com" })).toHaveLength(1);
    expect(problemsOf({ ...mail, SMTP_URL: "http://mail.example.com" })).toHaveLength(1);
    for (const from of ["nobody", "a@b\r\nBcc: c@d", "@"]) {
      expect(problemsOf({ ...mail, REVERIE_MAIL_FROM: from })).toHaveLength(1);
    }
  });

  it("never repeats a value in its complaint, since values may be secrets", () => {
    expect(problemsOf({ REVERIE_API_KEY: "two words", DATABASE_URL: "secret://u:hunter2@h" }).join()).not.toMatch(
      /two words|hunter2/,
    );
  });
});
