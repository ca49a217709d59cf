import { describe, expect, it } from "vitest";
import type { EngineMemory, EngineSession } from "../engine/engine-input";
import { bash, buildMemory, buildSession, type Step } from "../engine/testing-builders";
import { addedLines, dream, ofKind } from "../engine/testing-checks";

const look = (thing: string): Step => ({ tool: "get_status", input: { service: thing }, result: "degraded" });
const act = (thing: string, over: Record<string, unknown> = {}): Step => ({
  tool: "failover_database",
  input: { target: thing, reason: "page", ...over },
  result: "failover started",
});
const work = (thing: string, deed: Step = act(thing)) => [look(thing), deed, look(thing), look(thing)];
const both = (first: Step[], second: Step[], days: [number, number] = [2, 2]) => [
  buildSession("a", first, { day: days[0] }),
  buildSession("b", second, { day: days[1] }),
];
const doubled = async (sessions: EngineSession[], memories: EngineMemory[] = []) =>
  ofKind(await dream(sessions, memories), "coordination");
const untimed = (session: EngineSession) => ({
  ...session,
  events: session.events.map((event) => ({ ...event, processed_at: null })),
});

describe("detectCoordination", () => {
  it("finds work that two sessions did at once, and asks to claim it", async () => {
    const output = await dream(both(work("ledger-db"), work("ledger-db")));
    expect(ofKind(output, "coordination")).toMatchObject([
      {
        state: "proposed",
        tier: "recurrent",
        subject: { entity: "ledger-db", tool: "failover_database", sessions: ["session_a", "session_b"] },
        support: { sessions: 2, occurrences: 2, days: 1 },
      },
    ]);
    expect(addedLines(output).join("\n")).toContain("- failover_database `ledger-db`: claim it first");
  });

  it.each([
    ["another thing", both(work("ledger-db"), work("search-db"))],
    ["days later", both(work("ledger-db"), work("ledger-db"), [2, 5])],
    ["only a look", both([look("ledger-db"), look("ledger-db")], [look("ledger-db"), look("ledger-db")])],
    ["a deed by one", both(work("ledger-db"), [look("ledger-db"), look("ledger-db")])],
    [
      "one alert on two things",
      both(work("x-db", act("x-db", { alert: "LagHigh" })), work("y-db", act("y-db", { alert: "LagHigh" }))),
    ],
    [
      "one thing in two places",
      both(work("x-db", act("x-db", { region: "eu" })), work("x-db", act("x-db", { region: "us" }))),
    ],
    [
      "failed deeds",
      both(
        work("x-db", { ...act("x-db"), failed: true } as Step),
        work("x-db", { ...act("x-db"), failed: true } as Step),
      ),
    ],
    [
      "files of one's own",
      both(
        work("x", bash("git checkout feature-a1", "switched")),
        work("x", bash("git checkout feature-a1", "switched")),
      ),
    ],
    [
      "edits of one file",
      both(
        work("x", { tool: "Edit", input: { file_path: "a.ts" }, result: "edited" }),
        work("x", { tool: "Edit", input: { file_path: "a.ts" }, result: "edited" }),
      ),
    ],
    [
      "untrusted results",
      both(
        work("x-db", { ...act("x-db"), trusted: false } as Step),
        work("x-db", { ...act("x-db"), trusted: false } as Step),
      ),
    ],
  ])("takes %s for no work done twice", async (_, sessions) => {
    expect(await doubled(sessions)).toEqual([]);
  });

  it("knows a deed of an unknown name by the new thing that each call started", async () => {
    const rerun = (id: string): Step => ({
      tool: "regild_ds",
      input: { dataset: "orders_daily" },
      result: `run ${id} for orders_daily`,
    });
    const same = both(work("orders_daily", rerun("k7x2p9")), work("orders_daily", rerun("zfbhsmgp")));
    expect(await doubled(same)).toMatchObject([{ subject: { entity: "orders_daily" } }]);
    expect(await doubled(both(work("orders_daily", rerun("k7x2p9")), work("orders_daily", rerun("k7x2p9"))))).toEqual(
      [],
    );
  });

  it("reads the thing out of a command line", async () => {
    const scale = bash("svcctl -n pay scale payments-api --replicas 6", "scaled");
    expect(await doubled(both(work("payments-api", scale), work("payments-api", scale)))).toMatchObject([
      { subject: { entity: "payments-api", tool: "Bash" } },
    ]);
  });

  it("goes by the incident where no times are known, and by nothing else", async () => {
    const told = (incident: string): Step[] => [{ user: `${incident}: ledger-db lags` }, ...work("ledger-db")];
    const pair = (one: string, other: string) => both(told(one), told(other)).map(untimed);
    expect(await doubled(pair("INC-107", "INC-107"))).toHaveLength(1);
    expect(await doubled(pair("INC-107", "INC-108"))).toEqual([]);
  });

  it("takes no date that tools tell of a thing for an incident: two trials of one task are two worlds", async () => {
    const record: Step = {
      tool: "get_record",
      input: { id: "ledger-db" },
      result: "ledger-db made 2026-01-01T10:00:00Z",
    };
    expect(await doubled(both([record, ...work("ledger-db")], [record, ...work("ledger-db")]).map(untimed))).toEqual(
      [],
    );
  });

  it("names what the tool's own name is about, not the means", async () => {
    const pay: Step = {
      tool: "update_reservation",
      input: { payment_id: "card-881x", reservation_id: "R7X2P" },
      result: "updated",
    };
    expect(await doubled(both(work("R7X2P", pay), work("R7X2P", pay)))).toMatchObject([
      { subject: { entity: "R7X2P" } },
    ]);
  });

  it("counts the incidents of one thing together, so that the days tell one from several", async () => {
    const again = ["c", "d"].map((name) => buildSession(name, work("ledger-db"), { day: 5 }));
    expect(await doubled([...both(work("ledger-db"), work("ledger-db")), ...again])).toMatchObject([
      { state: "proposed", support: { sessions: 4, occurrences: 4, days: 2 } },
    ]);
  });

  it("only flags what one agent did twice at once", async () => {
    const own = both(work("ledger-db"), work("ledger-db")).map((session) => ({ ...session, agent_name: "ann" }));
    expect(await doubled(own)).toMatchObject([{ state: "flagged" }]);
  });

  it("flags it where a rule to claim stands in memory and was not followed", async () => {
    const rule = buildMemory("/rules.md", "- claim `ledger-db` on the board before a failover\n");
    const output = await dream(both(work("ledger-db"), work("ledger-db")), [rule]);
    expect(ofKind(output, "coordination")).toMatchObject([{ state: "flagged" }]);
    expect(ofKind(output, "coordination")[0]?.evidence.some(({ role }) => role === "against")).toBe(true);
  });

  it.each([
    ["ran out", "claimed_by: triage-1\nclaim_expires: 2026-02-01T10:00:00Z\nstatus: open", 1],
    ["still holds", "claimed_by: triage-1\nclaim_expires: 2027-02-01T10:00:00Z\nstatus: open", 0],
    ["was closed", "claimed_by: triage-1\nclaim_expires: 2026-02-01T10:00:00Z\nstatus: resolved", 0],
    ["nobody holds", "claim_expires: 2026-02-01T10:00:00Z", 0],
  ])("lists a claim in memory that %s: %#", async (_, fields, count) => {
    const board = buildMemory("/incidents/inc-7.md", `---\nentity: ledger-db\n${fields}\n---\n# INC-7\n`);
    const claims = await doubled([buildSession("a", [look("x")])], [board]);
    expect(claims).toHaveLength(count);
    if (count > 0)
      expect(claims).toMatchObject([{ state: "flagged", subject: { entity: "ledger-db", tool: "claim" } }]);
  });
});
