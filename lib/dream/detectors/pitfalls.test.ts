import { describe, expect, it } from "vitest";
import type { EngineMemory, EngineSession } from "../engine/engine-input";
import { bash, buildMemory, buildSession, type Step } from "../engine/testing-builders";
import { addedLines, dream, ofKind, removedLines } from "../engine/testing-checks";

/** The same steps by three agents on three days. */
const thrice = (steps: Step[]) => ["a", "b", "c"].map((name, index) => buildSession(name, steps, { day: index + 1 }));
const read = (path: string, result: string, failed = false): Step => ({
  tool: "Read",
  input: { file_path: path },
  result,
  failed,
});
const gone = 'no such thing "old-name"';
const others = (count: number): Step[] =>
  Array.from({ length: count }, (_, index) => bash(`uptime of host${index}`, "up"));

describe("the pitfalls of D1, error templates", () => {
  it.each([
    [
      "a file that was not read yet",
      "<tool_use_error>File has not been read yet. Read it first before writing to it.</tool_use_error>",
    ],
    ["a person's refusal", "The user doesn't want to proceed with this tool use. The tool use was rejected."],
    ["an interruption", "[Request interrupted by user for tool use]"],
    ["an aborted sibling", "<tool_use_error>Sibling tool call errored</tool_use_error>"],
    ["an edit whose text was not there", "String to replace not found in file.\nString: x"],
    ["an overloaded model", "API Error: 529 overloaded_error"],
    ["a number and nothing else", "Exit code 137"],
  ])("is silent about %s, however often", async (_, result) => {
    const output = await dream(
      thrice([{ tool: "Write", input: { file_path: "/r/p/a", mode: "x" }, result, failed: true }]),
    );
    expect(output.insights).toEqual([]);
  });
});

describe("the pitfalls of D2, wrong to right", () => {
  it("makes no fix of the order of work: lint and then test", async () => {
    const steps = [bash("npm run lint", "Exit code 1\n14 problems", true), bash("npm run test", "ok")];
    expect(ofKind(await dream(thrice(steps)), "correction")).toEqual([]);
  });

  it("takes a recovery within eight calls, and none after that", async () => {
    const at = async (count: number) => {
      const steps = [
        bash("tool show old-name --for all", gone, true),
        ...others(count),
        bash("tool show new-name --for all", "ok"),
      ];
      return ofKind(await dream(thrice(steps)), "correction").map(({ state }) => state);
    };
    expect(await at(7)).toEqual(["proposed"]);
    expect(await at(8)).toEqual([]);
  });

  it.each([
    ["another tool", { tool: "Other", input: { command: "tool show new-name --for all" }, result: "ok" }],
    ["a call that failed too", bash("tool show new-name --for all", "boom: it broke", true)],
    ["a call with three words more", bash("tool show new-name one two three --for all", "ok")],
    ["a call without the wrong word and nothing for it", bash("tool show --for all", "ok")],
    ["a call that still says not found", bash("tool show new-name --for all", "old-name not found, showing nothing")],
    ["the memory itself", bash("tool show /mnt/memory/x --for all", "ok")],
  ] as [string, Step][])("takes %s for no recovery", async (_, step) => {
    const output = await dream(thrice([bash("tool show old-name --for all", gone, true), step]));
    expect(ofKind(output, "correction")).toEqual([]);
  });

  it("corrects nothing that failed for another reason than that it does not exist", async () => {
    for (const reason of [
      "permission denied",
      "timed out after 30s",
      "rate limit reached",
      "is locked by bob",
      "already exists",
    ]) {
      const steps = [
        bash("tool show old-name --for all", `old-name: ${reason}`, true),
        bash("tool show new-name --for all", "ok"),
      ];
      expect(ofKind(await dream(thrice(steps)), "correction"), reason).toEqual([]);
    }
  });

  it("finds the wrong word inside an expression", async () => {
    const query = (metric: string, result: string, failed = false): Step => ({
      tool: "query_metrics",
      input: { expr: `sum by (pod) (rate(${metric}[5m]))` },
      result,
      failed,
    });
    const steps = [query("pool_used", 'unknown metric "pool_used"', true), query("pool_in_use", "0.7")];
    expect(ofKind(await dream(thrice(steps)), "correction")).toMatchObject([
      { state: "proposed", subject: { wrong: "pool_used", right: "pool_in_use" } },
    ]);
  });

  it("lets no single session teach, however often it slips", async () => {
    const steps = [bash("tool show old-name --for all", gone, true), bash("tool show new-name --for all", "ok")];
    const output = await dream([buildSession("a", [...steps, ...steps, ...steps, ...steps])]);
    expect(ofKind(output, "correction")).toMatchObject([{ state: "watch", support: { sessions: 1, occurrences: 4 } }]);
    expect(output.changes).toEqual([]);
  });

  it("tells look-alike letters apart and keeps them as they were written", async () => {
    const steps = [
      bash("tool show pаy-one --for all", 'no such thing "pаy-one"', true),
      bash("tool show pay-one --for all", "ok"),
    ];
    const [insight] = ofKind(await dream(thrice(steps)), "correction");
    expect(insight?.subject).toMatchObject({ wrong: "pаy-one", right: "pay-one" });
  });
});

describe("the pitfalls of D3, dead references", () => {
  const lookup = read("/r/p/docs/gone.md", "File does not exist.", true);

  it("does not call dead what only an edit could not match", async () => {
    const edit: Step = {
      tool: "Edit",
      input: { file_path: "/r/p/src/here.ts", old_string: "x" },
      result: "String to replace not found in file /r/p/src/here.ts.",
      failed: true,
    };
    expect(ofKind(await dream(thrice([edit])), "dead_reference")).toEqual([]);
  });

  it("lets a path live that a later session made, and one that was found by listing it", async () => {
    for (const step of [
      { tool: "Write", input: { file_path: "/r/p/docs/gone.md", content: "x" }, result: "File created" } as Step,
      bash("cat /r/p/docs/gone.md", "text"),
    ]) {
      const output = await dream([...thrice([lookup]), buildSession("d", [step], { day: 9 })]);
      expect(ofKind(output, "dead_reference")).toMatchObject([{ state: "suppressed" }]);
      expect(ofKind(output, "dead_reference")[0]?.evidence.some(({ role }) => role === "against")).toBe(true);
    }
  });

  it("does not take a search for it, nor its removal, for a sign of life", async () => {
    for (const command of ["rm -f /r/p/docs/gone.md", "echo /r/p/docs/gone.md", "find . -path /r/p/docs/gone.md"]) {
      const output = await dream([...thrice([lookup]), buildSession("d", [bash(command, "")], { day: 9 })]);
      expect(ofKind(output, "dead_reference"), command).toMatchObject([{ state: "proposed" }]);
    }
  });

  it("calls nothing dead that worked before it was removed only if it never worked again", async () => {
    const before = buildSession("before", [read("/r/p/docs/gone.md", "1→x")], {
      day: 1,
      started_at: "2026-02-01T08:00:00Z",
    });
    const early = {
      ...before,
      events: before.events.map((event) => ({ ...event, processed_at: "2026-02-01T08:00:00Z" })),
    };
    expect(ofKind(await dream([early, ...thrice([lookup])]), "dead_reference")).toMatchObject([{ state: "proposed" }]);
  });
});

describe("the pitfalls of D8, near duplicates", () => {
  const line = "- When `queue-worker` reports lag above 500, scale it to 6 replicas and drain the dead letters";
  const kept = async (...lines: string[]) => {
    const output = await dream([], [buildMemory("/n.md", `# Notes\n\n${lines.join("\n")}\n`)]);
    return removedLines(output);
  };

  it.each([
    ["a changed number", line.replace("500", "5000")],
    ["a changed date", `${line} since 2026-03-02`],
    ["a negated copy", line.replace("scale", "never scale")],
    ["a changed path", line.replace("queue-worker", "/srv/queue-worker")],
    ["a changed flag", `${line} with --force`],
    ["another environment", `${line} in staging`],
    ["numbers that changed places", line.replace("500", "6").replace("to 6", "to 500")],
  ])("deletes neither of two where %s is all that differs", async (_, twin) => {
    const removed = await kept(line, twin);
    expect(removed.filter((text) => text === line && !twin.startsWith(line))).toEqual([]);
    expect(removed).not.toContain(twin);
  });

  it("leaves steps, tables, code and headings alone, even where they repeat", async () => {
    const step = line.replace("- ", "1. ");
    const row = "| queue-worker scaling | when lag is above 500 scale to 6 |";
    const content = `# Notes\n\n${step}\n\n## Same\n\n${step}\n\n## Same\n\n| a | b |\n| --- | --- |\n${row}\n${row}\n\n\`\`\`\n${line}\n${line}\n\`\`\`\n`;
    expect((await dream([], [buildMemory("/n.md", content)])).changes).toEqual([]);
  });

  it("keeps the ends of lines of a file that Windows wrote", async () => {
    const output = await dream(
      [],
      [buildMemory("/n.md", `# N\r\n\r\n${line}\r\n- Something else is said in here too\r\n${line}.\r\n`)],
    );
    expect(output.changes[0]?.proposed?.content.replace(/\r\n/g, "")).not.toContain("\n");
    expect(removedLines(output)).toHaveLength(1);
  });

  it("keeps the missing line feed at the end missing, and the rest of a file of one line", async () => {
    expect((await dream([], [buildMemory("/n.md", line)])).changes).toEqual([]);
    const output = await dream([], [buildMemory("/n.md", `${line}\n\nText.\n\n${line}\n\nThe end`)]);
    expect(output.changes[0]?.proposed?.content).toMatch(/Text\.\n\nThe end$/);
  });
});

describe("the pitfalls of D11, links", () => {
  it("mends the target and nothing else of its line, with any signs around it", async () => {
    const before = "€ 👩‍🚒 [ä](tean.md 'tean.md') tean.md `x` [[tean]]";
    const output = await dream([], [buildMemory("/a.md", `${before}\n`), buildMemory("/team.md", "# Team\n")]);
    expect(addedLines(output)).toEqual(["€ 👩‍🚒 [ä](team.md 'tean.md') tean.md `x` [[team]]"]);
  });

  it("takes a link through look-alike letters for another file, which people must judge", async () => {
    const output = await dream([], [buildMemory("/a.md", "[x](саche.md)\n"), buildMemory("/cache.md", "# Cache\n")]);
    expect(ofKind(output, "broken_link")).toMatchObject([{ subject: { target: "саche.md" } }]);
    expect(output.changes.every(({ path }) => path === "/a.md")).toBe(true);
  });

  it("does not mend a link that shows how to write links", async () => {
    const output = await dream(
      [],
      [
        buildMemory("/a.md", "Write `[x](tean.md)`.\n\n    [x](tean.md)\n\n<!-- [x](tean.md) -->\n"),
        buildMemory("/team.md", "# T\n"),
      ],
    );
    expect(output.changes).toEqual([]);
  });
});

describe("an empty world", () => {
  it.each([
    ["nothing at all", [], []],
    ["sessions without events", [buildSession("a", [])], []],
    ["an empty memory", [], [buildMemory("/a.md", "")]],
    ["a memory of blank lines", [], [buildMemory("/a.md", "\n \n\t\n")]],
  ] as [string, EngineSession[], EngineMemory[]][])(
    "gives no insight and no change of %s",
    async (_, sessions, memories) => {
      const output = await dream(sessions, memories);
      expect([output.insights, output.changes]).toEqual([[], []]);
    },
  );
});
