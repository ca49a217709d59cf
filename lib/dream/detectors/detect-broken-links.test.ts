import { describe, expect, it } from "vitest";
import type { EngineMemory } from "../engine/engine-input";
import { runEngine } from "../engine/run-engine";
import { buildInput, buildMemory } from "../engine/testing-builders";
import { addedLines, applyAll, expectSound, ofKind } from "../engine/testing-checks";

async function dream(memories: EngineMemory[]) {
  const input = buildInput({ memories });
  const output = await runEngine(input);
  expectSound(input, output);
  expect((await runEngine(applyAll(input, output))).changes).toEqual([]);
  return output;
}

const links = async (memories: EngineMemory[]) =>
  ofKind(await dream(memories), "broken_link").map(({ subject, state }) => [
    subject.target,
    subject.replacement,
    state,
  ]);

describe("detectBrokenLinks", () => {
  it("repairs a link to a memory that moved, in the style of the link", async () => {
    const output = await dream([
      buildMemory(
        "/runbooks/pay.md",
        "# Pay\n\nSee [failover](./db-failover.md#steps), [[db_failover]] and `runbooks/db-failovr.md`.\n",
      ),
      buildMemory("/archive/db/db-failover.md", "# Failover\n"),
    ]);
    expect(addedLines(output)).toEqual([
      "See [failover](../archive/db/db-failover.md#steps), [[db_failover]] and `../archive/db/db-failover.md`.",
    ]);
    expect(output.changes[0]?.hunks).toHaveLength(1);
    expect(output.changes[0]?.hunks[0]?.insight_keys).toHaveLength(2);
  });

  it("flags a link with no memory or two memories of such a name", async () => {
    expect(
      await links([
        buildMemory("/a.md", "[x](gone-for-good.md) [y](team.md)\n"),
        buildMemory("/b/team.md", "b\n"),
        buildMemory("/c/team.md", "c\n"),
      ]),
    ).toEqual([
      ["gone-for-good.md", null, "flagged"],
      ["team.md", null, "flagged"],
    ]);
  });

  it("takes another number for another thing", async () => {
    expect(
      await links([buildMemory("/a.md", "[x](incidents/inc-103.md)\n"), buildMemory("/incidents/inc-104.md", "x\n")]),
    ).toEqual([["incidents/inc-103.md", null, "flagged"]]);
  });

  it("leaves alone what is no link into the store", async () => {
    const text = [
      "[web](https://example.com/x.md) [mail](mailto:a@b.c) [part](#here) [folder](runbooks/)",
      "`src/index.ts` `docs/setup.md` [code](../src/main.go) `/mnt/memory/other-store/x.md`",
      "`runbooks/old-name.md` was renamed",
      "```",
      "[sample](nowhere.md)",
      "```",
    ].join("\n");
    expect(await links([buildMemory("/a.md", `${text}\n`), buildMemory("/runbooks/new.md", "x\n")])).toEqual([]);
  });

  it("does not touch a frozen file", async () => {
    const frozen = buildMemory("/a.md", "---\ndream: frozen\n---\n[x](tame.md)\n");
    const output = await dream([frozen, buildMemory("/b/tame.md", "x\n")]);
    expect(output.changes).toEqual([]);
    expect(ofKind(output, "broken_link")).toMatchObject([{ state: "flagged", subject: { replacement: "/b/tame.md" } }]);
  });

  it("follows a link through the mount path of its own store", async () => {
    expect(
      await links([
        buildMemory("/a.md", "`/mnt/memory/team-notes/b/tam.md` [x](/mnt/memory/team-notes/b/team.md)\n"),
        buildMemory("/b/team.md", "x\n"),
      ]),
    ).toEqual([["/mnt/memory/team-notes/b/tam.md", "/b/team.md", "proposed"]]);
  });
});
