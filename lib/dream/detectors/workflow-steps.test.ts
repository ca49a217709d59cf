import { describe, expect, it } from "vitest";
import { buildWorld } from "../engine/build-world";
import { bash, buildInput, buildSession, type Step } from "../engine/testing-builders";
import { workflowSteps } from "./workflow-steps";

/** Names of the steps of one of several sessions that all do the same. */
async function namesOf(steps: readonly Step[], count = 3): Promise<string[] | undefined> {
  const sessions = Array.from({ length: count }, (_, at) => buildSession(`s${at}`, steps, { day: at + 1 }));
  const world = await buildWorld(buildInput({ sessions }), async () => {});
  return workflowSteps(world.sessions)[0]?.map(({ name }) => name);
}

describe("workflowSteps", () => {
  it.each([
    ["git commit -m 'a && b'", "git commit"],
    ["cd /srv/app && npm run build -- --prod", "npm run build"],
    ["kubectl -n web rollout undo deploy/cart", "kubectl rollout undo"],
    ["FOO=1 /usr/bin/make install | tee log", "make install"],
    ["git add -A && git commit -m x && git push", "git add && git commit"],
    ["rm ./x.txt", "rm"],
  ])("names %s as %s", async (command, name) => {
    expect(await namesOf([bash(command, "fine")])).toEqual([name]);
  });

  it("takes a word for a value where only one or two sessions have it", async () => {
    expect(await namesOf([bash("svcctl adopt cart", "fine")], 2)).toEqual(["svcctl"]);
    expect(await namesOf([bash("svcctl adopt cart", "fine")], 3)).toEqual(["svcctl adopt cart"]);
  });

  it("names a tool with the word that chooses what it does", async () => {
    expect(await namesOf([{ tool: "board", input: { action: "claim", id: "7" }, result: "fine" }])).toEqual([
      "board claim",
    ]);
  });

  it.each([
    ["failed", { tool: "swap", input: {}, result: "Error: no", failed: true }],
    ["brings in text of strangers", { tool: "web_fetch", input: { url: "https://x.example" }, result: "text" }],
    ["reads the memory", { tool: "memory_view", input: { path: "/mnt/memory/team/a.md" }, result: "text" }],
    ["looks at a state that passes", { tool: "get_status", input: { service: "cart" }, result: "degraded" }],
    ["waits", bash("sleep 30 seconds", "")],
    ["thinks", { tool: "think", input: { thought: "hm" }, result: "ok" }],
  ] as [string, Step][])("takes for no step what %s", async (_, step) => {
    expect(await namesOf([step])).toEqual([]);
  });
});
