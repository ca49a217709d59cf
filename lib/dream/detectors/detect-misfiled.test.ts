import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildWorld } from "../engine/build-world";
import type { EngineInput, EngineMemory } from "../engine/engine-input";
import { runEngine } from "../engine/run-engine";
import { bash, buildInput, buildMemory, buildSession } from "../engine/testing-builders";
import { applyAll, expectSound, ofKind } from "../engine/testing-checks";
import { detectMisfiled } from "./detect-misfiled";

const stray = "- After a failover of `ledger-db` recycle `pool-k3` within 5 min, or it keeps dead connections";
const ledger = `# ledger-db

## Facts

- ledger-db owner: team-anchor
- ledger-db port: 5432

## Lessons

- \`pool-k3\` holds the warm connections of ledger-db
- when ledger-db is slow, look at the queue of \`pool-k3\` first
`;
const payments = (line: string, section = "Lessons") => `# payments-api

## Facts

- payments-api owner: team-harbor
- payments-api port: 8080
- payments-api region: eu-west-1

## ${section}

- Before a deploy of \`payments-api\`, drain the traffic
- payments-api answers with stale prices after midnight
${line}
`;
const store = (line: string, section?: string) => [
  buildMemory("/services/ledger-db.md", ledger),
  buildMemory("/services/payments-api.md", payments(line, section)),
];

async function dream(memories: EngineMemory[], over: Partial<EngineInput> = {}) {
  const input = buildInput({ memories, ...over });
  const output = await runEngine(input);
  expectSound(input, output);
  const after = applyAll(input, output);
  expect((await runEngine(after)).changes).toEqual([]);
  return { output, after };
}
const moved = async (memories: EngineMemory[], over: Partial<EngineInput> = {}) =>
  ofKind((await dream(memories, over)).output, "structure").filter(({ state }) => state === "proposed");
const contentOf = (input: EngineInput, path: string) =>
  input.memories.find((memory) => memory.path === path)?.content ?? "";
const linesOf = ({ memories }: EngineInput) => memories.flatMap(({ content }) => content.split("\n")).sort();

describe("detectMisfiled", () => {
  it("moves a line to the file that it is about, word for word, into the section of the same name", async () => {
    const memories = store(stray);
    const { output, after } = await dream(memories);
    expect(ofKind(output, "structure")).toMatchObject([
      { state: "proposed", tier: "exact", subject: { path: "/services/payments-api.md" } },
    ]);
    expect(contentOf(after, "/services/ledger-db.md")).toBe(`${ledger}${stray}\n`);
    expect(contentOf(after, "/services/payments-api.md")).not.toContain("pool-k3");
    expect(linesOf(after)).toEqual(linesOf(buildInput({ memories })));
  });

  it("makes one decision of taking out and putting in", async () => {
    const { output } = await dream(store(stray));
    const hunks = output.changes.flatMap((change) => change.hunks);
    expect(hunks).toHaveLength(2);
    const [one, other] = hunks;
    expect([one?.depends_on, other?.depends_on]).toEqual([[other?.key], [one?.key]]);
    expect(output.changes.flatMap(({ risk_reasons }) => risk_reasons)).toContain(
      "removes 1 line (moved to /services/ledger-db.md)",
    );
  });

  it.each([
    ["its own file's topic too", "- payments-api reaches `ledger-db` by `pool-k3`"],
    ["a word of its own file's topic", "- After payments stop, restart `ledger-db` and `pool-k3`"],
    ["only the other file's topic", "- After a failover of `ledger-db` wait 5 min before anything else"],
    ["a further name that the other file has not", "- After a failover of `ledger-db` recycle `pool-z9`"],
    ["a third thing that has a file", "- After a failover of `ledger-db` flush `edge-cache` and `pool-k3`"],
  ])("leaves a line that names %s", async (_, line) => {
    const cache = ["owner: team-keel", "port: 6379", "region: eu"].map((fact) => `- edge-cache ${fact}`).join("\n");
    const others = [buildMemory("/services/edge-cache.md", `# edge-cache\n\n${cache}\n`)];
    expect(await moved([...store(line), ...others])).toEqual([]);
  });

  it.each([
    ["that leaves out its subject", "- reads `ledger-db` through `pool-k3`"],
    ["that points at its neighbours", "- It needs `ledger-db` and `pool-k3` to be up"],
    ["that is a step", "1. restart `ledger-db`, then `pool-k3`"],
    ["that is work to do", "- [ ] move `ledger-db` behind `pool-k3`"],
    ["with others below it", "- `ledger-db` and `pool-k3`\n  - are restarted together"],
    ["that is a row of a table", "\n| a | b |\n| --- | --- |\n| `ledger-db` | `pool-k3` |"],
    ["with a link that leads on from its place", "- `ledger-db` has `pool-k3`, see [it](ledger-db.md)"],
    ["that a dream has placed", "- `ledger-db` asks `pool-k3` (seen 3 sessions, 2 agents, last 2026-03-03)"],
    ["that tells what was", "- 2026-02-03: `ledger-db` lost `pool-k3` for an hour"],
  ])("leaves a line %s", async (_, line) => {
    expect(await moved(store(line))).toEqual([]);
  });

  it.each(["2026-02-03", "Depends on", "Notes on ledger-db", "History"])(
    "leaves a line under the heading %s",
    async (title) => {
      expect(await moved(store(stray, title))).toEqual([]);
    },
  );

  it("leaves a line before one that speaks of it", async () => {
    expect(await moved(store(`${stray}\n- This took payments-api down twice`))).toEqual([]);
  });

  it("takes an amount that is above another for no pointer", async () => {
    expect(await moved(store(`${stray}\n- Keep the queue of payments-api above 36 percent`))).toHaveLength(1);
  });

  it("leaves a line that is all its section has", async () => {
    const content = payments("").replace(/## Lessons[\s\S]*/, `## Lessons\n\n${stray}\n`);
    expect(
      await moved([buildMemory("/services/ledger-db.md", ledger), buildMemory("/services/payments-api.md", content)]),
    ).toEqual([]);
  });

  it.each([
    ["a heap of notes has no topic that a line could miss", "/learnings.md"],
    ["the record of a day is not sorted", "/log/2026-03-02.md"],
  ])("leaves a line where it stands: %s", async (_, path) => {
    expect(await moved([buildMemory("/services/ledger-db.md", ledger), buildMemory(path, payments(stray))])).toEqual(
      [],
    );
  });

  it("moves nothing into a file that has the name and is about something else", async () => {
    const other =
      "# Databases\n\n- the shards are named after rivers\n- ledger-db is one of many\n- `pool-k3` and `pool-k4` are shared\n- `pool-k3` is old\n- vacuum runs at night\n- replicas lag\n";
    expect(
      await moved([
        buildMemory("/services/ledger-db.md", other),
        buildMemory("/services/payments-api.md", payments(stray)),
      ]),
    ).toEqual([]);
  });

  it("leaves frozen files as they are, at either end", async () => {
    const [to, from] = store(stray);
    const frozen = (memory: EngineMemory | undefined) =>
      buildMemory(memory?.path ?? "", `---\ndream: frozen\n---\n${memory?.content}`);
    expect(await moved([frozen(to), ...(from ? [from] : [])])).toEqual([]);
    expect(await moved([...(to ? [to] : []), frozen(from)])).toEqual([]);
  });

  it("proposes nothing for a store that is maintained elsewhere", async () => {
    const store_ = { id: "memstore_1", name: "Runbooks", access: "read_only" } as const;
    expect(await moved(store(stray), { store: store_ })).toEqual([]);
  });

  it("leaves a file of which much would go: it is not what its name says", async () => {
    const more = ["one", "two", "three"].map((word) => stray.replace("5 min", `${word} min`)).join("\n");
    expect(await moved(store(more))).toEqual([]);
  });

  it("does not move what a reviewer rejected", async () => {
    const [first] = await moved(store(stray));
    const rejections = [{ identity: first?.identity ?? "", sessions: 0 }];
    expect(await moved(store(stray), { ledger: { rejections } })).toEqual([]);
  });

  it("lets other edits of the same files stand beside it", async () => {
    const slip = [
      bash("svc show ledger --for all", '"ledger" not found', true),
      bash("svc show ledger-db --for all", "ok"),
    ];
    const sessions = ["a", "b", "c"].map((name, at) => buildSession(name, slip, { day: at + 1 }));
    const { output, after } = await dream(store(stray), { sessions });
    expect(ofKind(output, "structure").map(({ state }) => state)).toEqual(["proposed"]);
    expect(ofKind(output, "correction").map(({ state }) => state)).toEqual(["proposed"]);
    expect(contentOf(after, "/services/ledger-db.md")).toContain(stray);
  });

  it("takes each line out of one file and puts it into one other, and finds nothing left to move", async () => {
    const names = ["ledger-db", "payments-api", "edge-cache"];
    const line = fc
      .tuple(fc.constantFrom(...names, "nobody"), fc.constantFrom("pool-a1", "pool-b2", "pool-c3", "none"), fc.nat(40))
      .map(([thing, pool, at]) => `- When ${thing} is slow, look at \`${pool}\` for ${at} min`);
    const lines = fc.uniqueArray(line, { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.tuple(lines, lines, lines), async (all) => {
        const memories = all.map((strange, at) => {
          const topic = names[at] ?? "";
          const own = Array.from(
            { length: 8 },
            (_, n) => `- When ${topic} restarts, \`pool-${"abc"[at]}${at + 1}\` needs ${n} h`,
          );
          return buildMemory(`/services/${topic}.md`, `# ${topic}\n\n## Notes\n\n${[...own, ...strange].join("\n")}\n`);
        });
        const worldOf = (own: EngineMemory[]) => buildWorld(buildInput({ memories: own }), async () => {});
        const world = await worldOf(memories);
        const moves = detectMisfiled(world, world);
        const after = memories.map(({ path, content }) => {
          const kept = content
            .split("\n")
            .filter((text) => !moves.some(({ out }) => out.path === path && out.expected[0] === text));
          const came = moves.flatMap(({ into }) => (into.path === path ? into.lines : []));
          return buildMemory(path, [...kept.slice(0, -1), ...came, ""].join("\n"));
        });
        expect(linesOf(buildInput({ memories: after }))).toEqual(linesOf(buildInput({ memories })));
        const result = await worldOf(after);
        expect(detectMisfiled(result, result)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
