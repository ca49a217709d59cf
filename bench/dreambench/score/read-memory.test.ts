import { describe, expect, it } from "vitest";
import { readMemory } from "./read-memory";

const probe = {
  question: "who is the owner of ledger-db",
  about: "ledger-db",
  answer: "team-keel",
  stale: ["team-mast"],
};

describe("readMemory", () => {
  it("answers from the section that names the thing, and counts what it read", () => {
    const content = "# Notes\n\n- ledger-db owner: team-keel\n- ledger-db port: 8080\n";
    expect(readMemory(new Map([["/notes.md", content]]), [probe])).toEqual({
      asked: 1,
      right: 1,
      stale: 0,
      files: 1,
      bytes: content.length,
    });
  });

  it("calls an answer stale when the outdated value still stands beside it", () => {
    const store = new Map([["/notes.md", "# N\n\n- ledger-db owner: team-keel\n- owner of ledger-db: team-mast\n"]]);
    expect(readMemory(store, [probe])).toMatchObject({ right: 0, stale: 1 });
  });

  it("reads an index first and pays for it", () => {
    const index = "# Index\n\n- [a](./a.md)\n- [b](./b.md)\n- [notes](./notes.md) ledger-db\n";
    const store = new Map([
      ["/INDEX.md", index],
      ["/notes.md", "# N\n\n- ledger-db owner: team-keel\n"],
    ]);
    expect(readMemory(store, [probe])).toMatchObject({ right: 1, files: 2 });
  });
});
