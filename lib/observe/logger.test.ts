import { describe, expect, it } from "vitest";
import { createLogger, describeError, readableLine } from "./logger";

function logged(write: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(createLogger("debug", (line) => lines.push(line)));
  return JSON.parse(lines.join("")) as Record<string, unknown>;
}

describe("createLogger", () => {
  it("removes keys, cookies and content by field name at the top", () => {
    const line = logged((log) =>
      log.info(
        { authorization: "Bearer k", cookie: "c", "x-api-key": "k", token: "t", password: "p", content: "x" },
        "m",
      ),
    );
    for (const field of ["authorization", "cookie", "x-api-key", "token", "password", "content"]) {
      expect(line[field]).toBe("[removed]");
    }
  });

  it("removes them inside headers and deeper", () => {
    const line = logged((log) =>
      log.info({ headers: { "x-api-key": "k", "set-cookie": "c" }, req: { headers: { cookie: "c", accept: "a" } } }),
    );
    expect(JSON.stringify(line)).not.toMatch(/"[ck]"/);
    expect(line).toMatchObject({ req: { headers: { accept: "a" } } });
  });

  it("names the level in words and the time in ISO", () => {
    const line = logged((log) => log.warn("careful"));
    expect(line).toMatchObject({ level: "warn", msg: "careful" });
    expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it("writes nothing below its level", () => {
    const lines: string[] = [];
    createLogger("error", (line) => lines.push(line)).info("quiet");
    expect(lines).toEqual([]);
  });
});

describe("readableLine", () => {
  it("puts the clock, the level, the message and the fields on one line", () => {
    const json = JSON.stringify({ level: "info", time: "2026-11-22T17:04:05.000Z", msg: "Listening", port: 3000 });
    expect(readableLine(json)).toBe("17:04:05 info  Listening port=3000\n");
  });

  it("shows name, code and frames of an error behind it", () => {
    const err = { name: "Error", code: "23505", stack: "    at x" };
    const json = JSON.stringify({ level: "error", time: "", msg: "Failed", err });
    expect(readableLine(json)).toContain("Failed Error 23505\n    at x");
  });
});

describe("describeError", () => {
  it("leaves out the words and the details, which may quote a memory", () => {
    const error = Object.assign(new Error("invalid: private words"), {
      code: "23505",
      detail: "Key (path)=(/private)",
    });
    const line = logged((log) => log.error({ err: error }, "failed"));
    expect(line.err).toMatchObject({ name: "Error", code: "23505" });
    expect(JSON.stringify(line)).not.toContain("private");
    expect(JSON.stringify(line)).toContain("logger.test.ts");
  });

  it("says no more of a thing that is no error than its kind", () => {
    expect(describeError("private words")).toEqual({ name: "string" });
  });
});
