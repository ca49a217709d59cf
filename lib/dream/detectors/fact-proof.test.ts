import { describe, expect, it } from "vitest";
import { buildWorld } from "../engine/build-world";
import { bash, buildInput, buildMemory, buildSession, type Step } from "../engine/testing-builders";
import { conflictingFacts } from "./fact-conflicts";
import { namesEntity, proofsOf } from "./fact-proof";
import { memoryFacts } from "./memory-facts";

const notes = (...lines: string[]) =>
  buildMemory("/notes.md", `# Notes\n\n${lines.map((line) => `- ${line}`).join("\n\ntext between\n\n")}\n`);
const worldOf = (memories: ReturnType<typeof notes>[], steps: Step[], day = 9) =>
  buildWorld(buildInput({ memories, sessions: [buildSession("a", steps, { day })] }), async () => {});

async function verdicts(lines: string[], steps: Step[]) {
  const world = await worldOf([notes(...lines)], steps);
  const [group] = conflictingFacts(memoryFacts(world));
  return group ? proofsOf(group, world).map(({ normal }) => normal) : "no conflict";
}

const facts = async (content: string, path = "/notes.md") => {
  const world = await worldOf([buildMemory(path, content)], []);
  return memoryFacts(world).map(({ label, value, environments, isHistoric, line, column }) => {
    const text = content.split("\n")[line - 1] ?? "";
    expect(text.slice(column, column + value.text.length)).toBe(value.text);
    return [label, value.text, environments.join(), isHistoric];
  });
};

const get = (input: Record<string, unknown>, result: string): Step => ({ tool: "get_service", input, result });

describe("memoryFacts", () => {
  it.each([
    ["- payments-api owner: team-a", "payments-api owner", "team-a"],
    ["- **Owner of payments-api** = `team-a`", "Owner of payments-api", "team-a"],
    ["The owner of payments-api is team-a.", "payments-api owner", "team-a"],
    ["payments-api is owned by team-a", "payments-api owned", "team-a"],
    ["- [x] payments-api port: 8080", "payments-api port", "8080"],
    ["* payments-api's on-call is Ann Lee", "payments-api on-call", "Ann Lee"],
    ["payments-api owner: team-a\r", "payments-api owner", "team-a"],
  ])("reads %j with the place of its value", async (line, label, value) => {
    expect(await facts(`${line}\n`)).toEqual([[label, value, "", false]]);
  });

  it.each([
    ["a note", "- note: team-a"],
    ["a step", "1. payments-api owner: team-a"],
    ["an address", "see https://a.example/x"],
    ["a list of values", "- payments-api owners: ann, bob"],
    ["a sentence about how it is", "The cache is slow"],
    ["code", "```\npayments-api owner: team-a\n```"],
    ["a heading", "# payments-api owner: team-a"],
    ["two lines of one item", "- payments-api owner: team-a\n  and more"],
  ])("takes no fact from %s", async (_, content) => {
    expect(await facts(`${content}\n`)).toEqual([]);
  });

  it("knows the environment from heading, key, brackets and path", async () => {
    expect((await facts("## Staging\n\n- x-1 port: 1\n"))[0]?.[2]).toBe("stage");
    expect((await facts("- x-1 prod port: 1\n"))[0]?.[2]).toBe("prod");
    expect((await facts("- x-1 port: 1 (qa)\n"))[0]?.[2]).toBe("test");
    expect((await facts("- x-1 port: 1\n", "/prod/a.md"))[0]?.[2]).toBe("prod");
  });

  it("tells what was from what is", async () => {
    const isHistoric = async (content: string) => (await facts(content))[0]?.[3];
    expect(await isHistoric("## 2026-02-01\n\n- x-1 port: 1\n")).toBe(true);
    expect(await isHistoric("## Changelog\n\n- x-1 port: 1\n")).toBe(true);
    expect(await isHistoric("- old x-1 port: 1\n")).toBe(true);
    expect(await isHistoric("## Incident log\n\n- x-1 port: 1\n")).toBe(true);
    expect(await isHistoric("# log-shipper\n\n- log-shipper port: 1\n")).toBe(false);
    expect(await isHistoric("# visit_log\n\n- visit_log port: 1\n")).toBe(false);
    expect(await isHistoric("- x-1 port: 1 (since 2026-02-01)\n")).toBe(false);
    expect(await isHistoric("- x-1 port: 1 (verified on 2026-02-01)\n")).toBe(false);
  });

  it("reads cells of tables by row and column, escaped bars included", async () => {
    const table = "| Service | Owner | Port |\n|---|:-:|---|\n| `x-1` | team-a | 80 |\n| y-2 | a \\| b | 81 |\n";
    expect((await facts(table)).map(([label, value]) => [label, value])).toEqual([
      ["x-1 Owner", "team-a"],
      ["x-1 Port", "80"],
      ["y-2 Port", "81"],
    ]);
  });
});

describe("namesEntity", () => {
  const names = (text: string, ...entity: string[]) => namesEntity(text, [{ entity }]);

  it("knows a thing by any spelling of its name", () => {
    for (const text of [
      "payments-api",
      "PaymentsApi",
      "the Payments API",
      "svc/payments_api:8080",
      '{"id":"payments-api"}',
    ])
      expect(names(text, "payments", "api"), text).toBe(true);
  });

  it("knows it with what names no other thing: replicas, numbers, environments", () => {
    for (const text of ["payments-api-7d9f5b", "payments-api-prod", "payments-api-2", "payments-api-svc"])
      expect(names(text, "payments", "api"), text).toBe(true);
  });

  it("takes a longer name and half a name for other things", () => {
    for (const text of ["payments-api-gateway", "old-payments-api", "payments", "api", ""])
      expect(names(text, "payments", "api"), text).toBe(false);
    expect(names("anything")).toBe(false);
  });
});

describe("proofsOf", () => {
  const owners = ["payments-api owner: team-a", "payments-api owner: team-b"];
  const ports = ["payments-api port: 8080", "payments-api port: 9090"];
  const asked = { name: "payments-api" };

  it.each([
    ["a field of the answer", get(asked, "owner: team-b\nport: 1"), ["team-b"]],
    ["JSON on one line", get(asked, '{"name":"payments-api","owner":"team-b","tier":1}'), ["team-b"]],
    ["a line that names the thing", bash("svc list", "search-svc owner team-a\npayments-api owner team-b"), ["team-b"]],
    ["other letter case", get(asked, "Owner: TEAM-B"), ["team-b"]],
  ] as [string, Step, string[]][])("reads the verdict from %s", async (_, step, expected) => {
    expect(await verdicts(owners, [step])).toEqual(expected);
  });

  it.each([
    ["both values", get(asked, "owner: team-a\nbackup owner: team-b")],
    ["neither value", get(asked, "owner: team-c")],
    ["a longer value", get(asked, "owner: team-b-core")],
    ["the value of something else", get(asked, "name: payments-api\nreviewers of docs\nteam-b\nteam-c")],
    ["another thing", get({ name: "search-svc" }, "owner: team-b")],
    ["nothing", get(asked, "")],
  ] as [string, Step][])("finds no verdict in an answer with %s", async (_, step) => {
    expect(await verdicts(owners, [step])).toEqual([]);
  });

  it("wants an amount named together with what it measures", async () => {
    expect(await verdicts(ports, [get(asked, "port: 9090\nreplicas: 3")])).toEqual(["9090"]);
    expect(await verdicts(ports, [get(asked, "replicas: 3\nrestarts: 9090")])).toEqual([]);
  });

  it("takes a number without its unit only where what it measures stands before it", async () => {
    const timeouts = ["payments-api timeout: 30s", "payments-api timeout = 90s"];
    expect(await verdicts(timeouts, [get(asked, "retries: 2\ntimeout_seconds: 30")])).toEqual(["30"]);
    const search = (result: string): Step => ({
      tool: "Grep",
      input: { pattern: "timeout_x", path: "src/payments-api" },
      result,
    });
    expect(await verdicts(timeouts, [search("src/payments-api/client.ts:30: timeout_x")])).toEqual([]);
    expect(await verdicts(timeouts, [get(asked, "timeout_ms: 30")])).toEqual([]);
    expect(await verdicts(timeouts, [{ ...search("30"), tool: "get_timeout" }])).toEqual(["30"]);
  });

  it("wants all of a key's words, not one of them", async () => {
    const limits = ["payments-api max retries: 3", "payments-api max retries: 5"];
    expect(await verdicts(limits, [get(asked, "max connections: 5")])).toEqual([]);
    expect(await verdicts(limits, [get(asked, "max_retries: 5")])).toEqual(["5"]);
  });

  it("gives all verdicts in the order of time", async () => {
    expect(await verdicts(owners, [get(asked, "owner: team-a"), get(asked, "owner: team-b")])).toEqual([
      "team-a",
      "team-b",
    ]);
  });
});
