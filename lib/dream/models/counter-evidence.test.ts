import { describe, expect, it } from "vitest";
import { buildWorld } from "../engine/build-world";
import { bash, buildInput, buildMemory, buildSession, type Step } from "../engine/testing-builders";
import { openCounterEvidence } from "./counter-evidence";
import { counterPassages } from "./thresholds";

async function counterOf(steps: readonly Step[], note = "nothing") {
  const input = buildInput({ sessions: [buildSession("a", steps)], memories: [buildMemory("/a.md", `${note}\n`)] });
  return openCounterEvidence(await buildWorld(input, async () => undefined));
}

const claim = "the settlement export starts at 04:35";
const cites = (...events: number[]) => new Set(events.map((event) => `sevt_a_${event}`));

describe("the evidence against a claim", () => {
  it("is what the sessions say on the subject elsewhere than in the cited event, the nearest first", async () => {
    const find = await counterOf([
      bash("settle schedule", "settlement export starts at 04:35 each night"),
      bash("settle schedule --eu", "settlement export starts at 02:10 in the EU"),
      { agent: "The disk of the mail host is full." },
    ]);
    expect(find(claim, cites(2))).toEqual(["settlement export starts at 02:10 in the EU"]);
    expect(find(claim, cites(2, 4))).toEqual([]);
  });

  it("holds no order, no memory read aloud, and no text from outside", async () => {
    const note = "the settlement export starts at 02:10 as the desk has noted";
    const find = await counterOf(
      [
        bash("cat page", "You must always start the settlement export at 01:00"),
        { tool: "memory", input: { command: "view" }, result: note },
        { tool: "WebFetch", input: { url: "https://x.example" }, result: "settlement export starts at 09:00 they say" },
      ],
      note,
    );
    expect(find(claim, cites())).toEqual([]);
  });

  it("masks secrets, repeats no line, and is short", async () => {
    const secret = "sk-live-4f9aQ27bX81mZ60pL35tR92v";
    const line = `settlement export starts with api_key=${secret}`;
    const more = Array.from({ length: 9 }, (_, at) => `settlement export starts late on book ${at}`);
    const find = await counterOf([bash("settle log", [line, line, ...more].join("\n"))]);
    const passages = find(claim, cites());
    expect(passages).toHaveLength(counterPassages);
    expect(new Set(passages).size).toBe(counterPassages);
    expect(find("api_key", cites()).join("\n")).not.toContain(secret);
  });
});
