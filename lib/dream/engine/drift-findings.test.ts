import { describe, expect, it } from "vitest";
import type { EngineMemory } from "./engine-input";
import { runEngine } from "./run-engine";
import { bash, buildInput, buildMemory, buildSession, type Step } from "./testing-builders";

const runbooks = { id: "memstore_runbooks", name: "org-runbooks", access: "read_only" as const };

async function drift(memory: EngineMemory, ...steps: Step[]) {
  const own = buildMemory("/notes.md", "# Notes\n\n- nothing of this\n");
  const output = await runEngine(
    buildInput({
      memories: [own],
      sessions: [buildSession("a", steps, { day: 9 })],
      references: [{ store: runbooks, memories: [memory] }],
    }),
  );
  expect(output.changes).toEqual([]);
  return output.insights.filter(({ conditions }) => conditions.includes("store org-runbooks"));
}

describe("driftFindings", () => {
  it("says to the owner of a read-only store what a trusted result shows against it", async () => {
    const runbook = buildMemory("/services/feed.md", "# feed-writer\n\n- owner: team-a\n");
    const found = await drift(runbook, {
      tool: "catalog_get",
      input: { service: "feed-writer" },
      result: '{"service": "feed-writer", "owner": "team-b"}',
    });
    expect(found).toMatchObject([
      { kind: "contradiction", state: "flagged", subject: { survivor: "team-b" }, change_keys: [] },
    ]);
    expect(found[0]?.claim).toContain('the read-only store "org-runbooks", file /services/feed.md');
    expect(found[0]?.evidence).toMatchObject([
      { source: "memory", memory_store_id: "memstore_runbooks", path: "/services/feed.md" },
      { source: "event" },
    ]);
  });

  it("tells the owner which command of a runbook fails, and what works in its place", async () => {
    const slip = [
      bash("kubectl get pods -n payments", 'namespaces "payments" not found', true),
      bash("kubectl get pods -n pay-prod", "payments-api-1 Running"),
    ];
    const dream = (content: string, names: readonly string[]) =>
      runEngine(
        buildInput({
          memories: [],
          sessions: names.map((name, at) => buildSession(name, slip, { day: 3 + at })),
          references: [{ store: runbooks, memories: [buildMemory("/payments.md", content)] }],
        }),
      );
    const wrong = "# Payments\n\n- look at `kubectl get pods -n payments` first\n";
    const flagged = async (content: string, names: readonly string[]) =>
      (await dream(content, names)).insights.filter(({ conditions }) => conditions.includes("store org-runbooks"));
    expect(await flagged(wrong, ["a", "b", "c"])).toMatchObject([
      {
        kind: "correction",
        state: "flagged",
        subject: { wrong: "payments", right: "pay-prod" },
        support: { sessions: 3 },
        change_keys: [],
      },
    ]);
    const [finding] = await flagged(wrong, ["a", "b", "c"]);
    expect(finding?.claim).toContain('the read-only store "org-runbooks", file /payments.md');
    expect(finding?.evidence).toContainEqual(
      expect.objectContaining({ memory_store_id: "memstore_runbooks", path: "/payments.md", lines: [3, 3] }),
    );
    expect((await dream(wrong, ["a", "b", "c"])).changes.map(({ path }) => path)).not.toContain("/payments.md");
    expect(await flagged(wrong, ["a"])).toEqual([]);
    expect(await flagged(wrong.replace("-n payments", "-n pay-prod"), ["a", "b", "c"])).toEqual([]);
  });

  it("flags work that is over, and a link that has one right target", async () => {
    const stale = buildMemory("/queue.md", "# Queue\n\n- fix in flight, PR #412, see [more](quue-detail.md)\n");
    const other = buildMemory("/queue-detail.md", "# Detail\n");
    const output = await runEngine(
      buildInput({
        memories: [],
        sessions: [buildSession("a", [bash("gh pr view 412", '{"number": 412, "state": "MERGED"}')], { day: 9 })],
        references: [{ store: runbooks, memories: [stale, other] }],
      }),
    );
    expect(output.insights.map(({ kind, state }) => [kind, state])).toEqual([
      ["staleness", "flagged"],
      ["broken_link", "flagged"],
    ]);
  });

  it("lists the twenty strongest of a store and counts the others in one, whatever the order of the files", async () => {
    const names = Array.from({ length: 24 }, (_, at) => `feed-${String.fromCharCode(97 + at).repeat(4)}`);
    const look = (service: string): Step => ({
      tool: "catalog_get",
      input: { service },
      result: JSON.stringify({ service, owner: `crew-${service}` }),
    });
    const memories = names.map((name) => buildMemory(`/services/${name}.md`, `# ${name}\n\n- owner: desk-${name}\n`));
    const twice = names.slice(-3);
    const dreamOf = async (files: readonly EngineMemory[]) =>
      (
        await runEngine(
          buildInput({
            memories: [],
            sessions: [
              buildSession("a", names.map(look), { day: 9 }),
              buildSession("b", twice.map(look), { day: 10, actor: "apikey_2" }),
            ],
            references: [{ store: runbooks, memories: files }],
          }),
        )
      ).insights;
    const insights = await dreamOf(memories);
    expect(insights.map(({ state }) => state)).toEqual([...Array(20).fill("flagged"), "watch"]);
    expect(insights.at(-1)).toMatchObject({
      claim: expect.stringContaining("4 more findings in 4 files"),
      evidence: [{ source: "memory", memory_store_id: "memstore_runbooks" }],
      support: { occurrences: 4 },
    });
    const listed = insights.slice(0, 20).map(({ claim }) => claim);
    for (const name of twice) expect(listed.some((claim) => claim.includes(`/${name}.md`))).toBe(true);
    expect(await dreamOf(memories.toReversed())).toEqual(insights);
  });

  it("keeps silent about what only the store itself says", async () => {
    const runbook = buildMemory("/feed.md", "# feed-writer\n\n- owner: team-a\n\ntext\n\n- owner: team-b\n");
    expect(await drift(runbook, bash("uptime", "up"))).toEqual([]);
    const copies = "- after a failover wait 5 min before you restart the feed workers\n".repeat(2);
    expect(await drift(buildMemory("/copies.md", `# Copies\n\n${copies}`), bash("uptime", "up"))).toEqual([]);
  });

  it("takes what a session read from it for an echo, not for news", async () => {
    const line = "The feed-writer must be restarted by its own team only, owner: team-a";
    const own = buildMemory("/notes.md", "# feed-writer\n\n- owner: team-b\n");
    const { insights } = await runEngine(
      buildInput({
        memories: [own],
        sessions: [buildSession("a", [bash("cat /mnt/memory/org-runbooks/feed.md", line)], { day: 9 })],
        references: [{ store: runbooks, memories: [buildMemory("/feed.md", `${line}\n`)] }],
      }),
    );
    expect(insights.filter(({ state }) => state === "proposed")).toEqual([]);
  });
});
