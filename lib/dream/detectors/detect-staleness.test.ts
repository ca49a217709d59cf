import { describe, expect, it } from "vitest";
import type { EngineMemory } from "../engine/engine-input";
import { runEngine } from "../engine/run-engine";
import { bash, buildInput, buildMemory, buildSession, type Step } from "../engine/testing-builders";
import { addedLines, applyAll, expectSound, ofKind } from "../engine/testing-checks";

const writtenAt = "2026-03-03T10:00:00.000Z";
const note = (content: string, path = "/notes.md"): EngineMemory =>
  buildMemory(path, content, { created_at: writtenAt, updated_at: writtenAt });

async function dream(memory: EngineMemory, ...sessions: [day: number, ...steps: Step[]][]) {
  const input = buildInput({
    memories: [memory],
    sessions: sessions.map(([day, ...steps], index) => buildSession(`s${index}`, steps, { day })),
  });
  const output = await runEngine(input);
  expectSound(input, output);
  expect((await runEngine(applyAll(input, output))).changes).toEqual([]);
  return { insights: ofKind(output, "staleness"), added: addedLines(output) };
}

const line = (text: string) => note(`# Notes\n\n- ${text}\n`);
const merged = bash("gh pr view 412 --json number,state", '{"number": 412, "state": "MERGED"}');

describe("detectStaleness", () => {
  it.each([
    ["Disk alert: fix in flight, PR #412", merged, "- Disk alert: fix merged (2026-03-06), PR #412"],
    ["The index fix (PR 412) is not yet merged", merged, "- The index fix (PR 412) is merged (2026-03-06)"],
    ["!412 is still open", merged, "- !412 is merged (2026-03-06)"],
    ["Patch hasn't been released yet, see #412", merged, "- Patch merged (2026-03-06), see #412"],
    [
      "Work in progress: OPS-7 rebuilds the feed",
      bash("x", "OPS-7 completed"),
      "- completed (2026-03-06): OPS-7 rebuilds the feed",
    ],
    [
      "Currently moving the feed to blue (OPS-7).",
      bash("x", "OPS-7 completed"),
      "- Currently moving the feed to blue (OPS-7) — completed 2026-03-06.",
    ],
    [
      "Pager muted until CHG0012345 lands",
      { user: "CHG0012345 landed." },
      "- Pager muted until CHG0012345 lands — landed 2026-03-06",
    ],
    [
      "OPS-7 is under investigation",
      { tool: "ticket_get", input: { key: "OPS-7" }, result: "status: Resolved\nowner: x" },
      "- OPS-7 is resolved (2026-03-06)",
    ],
    [
      "Rollout of `feed-v2` is ongoing",
      { user: "the feed-v2 rollout is complete" },
      "- Rollout of `feed-v2` is complete (2026-03-06)",
    ],
    ["#412 is in review", bash("gh pr merge 412 --squash", "ok"), "- #412 is merged (2026-03-06)"],
    [
      "OPS-7 is pending",
      {
        tool: "search",
        input: {},
        result: '{"items": [{"id": "OPS-8", "status": "open"}, {"id": "OPS-7", "status": "closed"}]}',
      },
      "- OPS-7 is closed (2026-03-06)",
    ],
    [
      "feed: correction under way (request R-412), use the old table",
      { tool: "request_status", input: { request: "R-412" }, result: "R-412 feed: done, deployed to the warehouse" },
      "- feed: correction done (2026-03-06) (request R-412), use the old table",
    ],
    [
      "feed is temporarily loaded by hand, see CR/2041",
      { tool: "change", input: {}, result: "CR/2041 feed: closed, automatic load resolved" },
      "- feed is temporarily loaded by hand, see CR/2041 — closed 2026-03-06",
    ],
  ] as [string, Step, string][])("brings up to date: %s", async (text, step, after) => {
    const { insights, added } = await dream(line(text), [6, step]);
    expect(insights).toMatchObject([
      { state: "proposed", subject: { path: "/notes.md", line: 3 }, support: { sessions: 1 } },
    ]);
    expect(insights[0]?.evidence.filter(({ role }) => role === "closing")).toMatchObject([
      { source: "event", event_id: insights[0]?.subject.closed_by },
    ]);
    expect(added).toEqual([after]);
  });

  it("sets the state of a record by its references, and takes the first event of the last state", async () => {
    const record = note('---\nstatus: fix-in-flight\nfix_ref: "#412"\n---\n# Disk\n', "/incidents/inc-103.md");
    const deployed = bash("deploys", "PR #412 deployed");
    const { insights, added } = await dream(
      record,
      [5, merged],
      [6, deployed],
      [7, { user: "as said, PR #412 was deployed" }],
    );
    expect(added).toEqual(["status: deployed"]);
    expect(insights).toMatchObject([{ subject: { line: 2, closed_by: "sevt_s1_2" } }]);
  });

  it.each([
    ["an event of another number", "PR #413 is in flight", merged],
    ["an event before the note", "PR #412 is in flight", merged, 2],
    ["one of two pieces of work", "Waiting for PR #412 and PR #413", merged],
    ["what is only planned", "PR #412 is in flight", { user: "PR #412 will be merged tomorrow" }],
    ["what is denied", "PR #412 is in flight", { user: "PR #412 is not merged" }],
    ["a question", "PR #412 is in flight", { user: "is PR #412 merged?" }],
    ["untrusted text", "PR #412 is in flight", { tool: "web_fetch", input: {}, result: "PR #412 merged" }],
    ["memory itself", "PR #412 is in flight", bash("cat /mnt/memory/team-notes/x.md", "PR #412 merged")],
    ["a failed call", "PR #412 is in flight", bash("gh pr merge 412", "conflict", true)],
    ["a rule", "If PR #412 is in flight do not open another", merged],
    ["an order of two", "PR #412 is in flight", bash("log", "PR #400 merged after #412")],
    ["the same thing at other work", "`feed-v2` migration is ongoing", { user: "the feed-v2 incident is resolved" }],
    ["history", "PR #412 was still open back then", merged],
    ["something true for long", "feed-v2 is owned by team-core", { user: "the feed-v2 rollout is complete" }],
    ["what code says", "run `gh pr list --state 'in progress'` for #412", merged],
  ] as [string, string, Step, number?][])("changes nothing for %s", async (_, text, step, day = 6) => {
    const { insights, added } = await dream(line(text), [day, step]);
    expect(added).toEqual([]);
    expect(insights.filter(({ state }) => state === "proposed")).toEqual([]);
  });

  it("leaves a line alone that was opened again or is known to be open", async () => {
    const reopened = bash("gh pr view 412 --json number,state", '{"number": 412, "state": "OPEN"}');
    expect((await dream(line("PR #412 is in flight"), [5, merged], [20, reopened])).insights).toEqual([]);
  });

  it("asks people to verify what is past its term, and never changes it for its age", async () => {
    const later: [number, Step] = [28, { user: "good morning" }];
    for (const text of ["PR #412 is in flight", "feed-v2 is temporarily off"]) {
      const { insights, added } = await dream(line(text), later);
      expect(insights).toMatchObject([{ state: "flagged", subject: { closed_by: null } }]);
      expect(added).toEqual([]);
    }
    const migrating = note("# feed-db\n\n- Currently migrating to new disks, so expect lag.\n", "/services/feed-db.md");
    expect((await dream(migrating, later)).insights).toMatchObject([{ state: "flagged" }]);
    expect((await dream(line("owner of feed-v2 is messaging"), later)).insights).toEqual([]);
    expect((await dream(line("feed-v2 is temporarily off"), [12, { user: "hi" }])).insights).toEqual([]);
    expect((await dream(line("feed-v2 is currently owned by team-x"), later)).insights).toEqual([]);
  });

  it.each([
    ["deploys are frozen until Friday", "2026-03-06"],
    ["feed-v2 is off for the next 3 days", "2026-03-06"],
    ["ann has the pager this week", "2026-03-08"],
  ])("reckons the end that a line states from the day it was written: %s", async (text, lastDay) => {
    const heard = async (day: number) => (await dream(line(text), [day, { user: "good morning" }])).insights;
    expect(await heard(Number(lastDay.slice(-2)))).toEqual([]);
    const [found, ...others] = await heard(Number(lastDay.slice(-2)) + 1);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ state: "flagged", subject: { closed_by: null } });
    expect(found?.claim).toContain(lastDay);
  });

  it("calls nothing overdue before the end that it states", async () => {
    expect((await dream(line("PR #412 is blocked until 2026-03-25"), [24, { user: "hi" }])).insights).toEqual([]);
  });

  it("reckons from the line's own date where it has one", async () => {
    const { insights } = await dream(line("2026-02-24: feed-v2 is off until Friday"), [4, { user: "hi" }]);
    expect(insights.map(({ claim }) => claim)).toMatchObject([expect.stringContaining("2026-02-27")]);
  });
});
