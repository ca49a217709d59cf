import { describe, expect, it } from "vitest";
import type { EngineOutput, InsightDraft } from "@/lib/dream/engine/engine-output";
import { type Corpus, generateCorpus } from "../generate/generate-corpus";
import { eventIdOf } from "../generate/import-corpus";
import type { Plant } from "../generate/plant";
import { vocabularyPack } from "../packs/pack";
import sreShop from "../packs/sre-shop.json";
import { applySelection } from "./apply-selection";
import { harmsOf, leaksOf } from "./measure-harm";
import { scoreOutput } from "./score-corpus";

const pack = vocabularyPack.parse(sreShop);
const corpus: Corpus = await generateCorpus({
  pack,
  seed: 5,
  families: ["F1", "F6", "F7", "F11"],
  sessions: 12,
  eventsPerSession: [6, 10],
});

function plantOf<Kind extends Plant["key"]["kind"]>(kind: Kind) {
  const plant = corpus.truth.plants.find(({ key }) => key.kind === kind);
  if (!plant) throw new Error(`no ${kind} in this corpus`);
  return { plant, key: plant.key as Extract<Plant["key"], { kind: Kind }> };
}

const { plant: slip, key: slipKey } = plantOf("correction");

function correction(over: Partial<InsightDraft> = {}): InsightDraft {
  return {
    type: "dream_insight",
    kind: "correction",
    engine: "test",
    detector: "D2",
    identity: `${slip.id}-${JSON.stringify(over)}`,
    tier: "recurrent",
    claim: "it is so",
    conditions: [],
    subject: { tool: slipKey.tool, wrong: slipKey.wrong, right: slipKey.right },
    support: {
      occurrences: slip.counts.occurrences ?? 0,
      opportunities: null,
      sessions: slip.counts.sessions ?? 0,
      actors: slip.counts.actors ?? 0,
      days: 1,
      expected: null,
      p_adjusted: null,
      lag_seconds: null,
      interval95: null,
    },
    evidence: slip.evidence.map((group) => ({
      source: "event" as const,
      session_id: "",
      event_id: group[0] ? (eventIdOf(corpus.truth.places, group[0]) ?? "") : "",
      quote: "",
      role: "for" as const,
    })),
    state: "proposed",
    dropped_reason: null,
    change_keys: [],
    ...over,
  } as InsightDraft;
}

/** An output that adds one line for its insights. */
function outputOf(insights: InsightDraft[], line = `use ${slipKey.right}, not ${slipKey.wrong}`): EngineOutput {
  const path = "/lessons.md";
  return {
    engine: "test",
    insights,
    changes: [
      {
        key: path,
        type: "dream_change",
        operation: "created",
        path,
        previous_path: null,
        base: null,
        risk: "low",
        risk_reasons: [],
        state: "pending",
        proposed: { content_sha256: "", content_size_bytes: 0, content: `${line}\n` },
        hunks: [
          {
            key: "hunk",
            old_start: 0,
            old_count: 0,
            new_start: 1,
            new_count: 1,
            lines: [{ op: "+", text: line }],
            depends_on: [],
            decision: "pending",
            insight_keys: insights.map(({ identity }) => identity),
          },
        ],
      },
    ],
    counts: { sessions: 0, events: 0, calls: 0, failed_calls: 0, memories: 0 },
  };
}

describe("scoreOutput", () => {
  it("finds a plant once and calls its twin redundant", () => {
    const scores = scoreOutput(corpus, outputOf([correction(), correction({ conditions: ["again"] })]));
    expect(scores.families.F1).toMatchObject({ hits: 1, redundant: 1, false: 0 });
    expect(scores.counts).toEqual({ checked: 3, right: 3 });
    expect(scores.evidence).toMatchObject({ groups: slip.evidence.length, groupsCited: slip.evidence.length });
  });

  it("calls false what the world does not bear out", () => {
    const subject = { tool: slipKey.tool, wrong: slipKey.right, right: slipKey.wrong };
    const scores = scoreOutput(corpus, outputOf([correction({ subject } as Partial<InsightDraft>)]));
    expect(scores.families.F1).toMatchObject({ hits: 0, false: 1 });
    expect(scores.faults.filter(({ kind }) => kind === "false")).toHaveLength(1);
  });

  it("counts a citation of something else and a wrong count against a finding that is right otherwise", () => {
    const stray = { source: "event" as const, session_id: "", event_id: "sevt_other", quote: "", role: "for" as const };
    const base = correction();
    const insight = { ...base, evidence: [...base.evidence, stray], support: { ...base.support, sessions: 99 } };
    const scores = scoreOutput(corpus, outputOf([insight]));
    expect(scores.evidence.cited - scores.evidence.right).toBe(1);
    expect(scores.counts).toEqual({ checked: 3, right: 2 });
  });

  it("misses what is only watched", () => {
    const scores = scoreOutput(corpus, outputOf([correction({ state: "watch", dropped_reason: "rare" })]));
    expect(scores.families.F1?.hits).toBe(0);
  });
});

describe("harmsOf", () => {
  const untouched = () => applySelection(corpus.input, outputOf([]), () => false);

  it("finds no harm in a store that was left alone, nor in a line that moved to another file under another heading", () => {
    const store = untouched();
    expect(harmsOf(corpus, store)).toEqual([]);
    const [path, content] = [...store][0] ?? ["", ""];
    store.delete(path);
    expect(harmsOf(corpus, new Map([...store, ["/moved.md", content.replace(/^# /m, "### ")]]))).toEqual([]);
  });

  it("finds a true line that went, and the last of several copies", () => {
    const { key } = plantOf("duplicate");
    const store = untouched();
    for (const { path, text } of key.lines) store.set(path, (store.get(path) ?? "").replace(`${text}\n`, ""));
    expect(harmsOf(corpus, store)).toHaveLength(1);
    const kept = [...corpus.truth.lines].flatMap(([path, lines]) =>
      lines
        .filter(({ fate, text }) => fate.kind === "keep" && text.startsWith("- "))
        .map(({ text }) => ({ path, text })),
    )[0];
    const other = untouched();
    other.set(kept?.path ?? "", (other.get(kept?.path ?? "") ?? "").replace(`${kept?.text}\n`, ""));
    expect(harmsOf(corpus, other)).toHaveLength(1);
  });

  it("allows a wrong value to become the right one, and nothing else", () => {
    const proven = corpus.truth.plants.find(({ key }) => key.kind === "contradiction" && key.right !== null);
    if (proven?.key.kind !== "contradiction") throw new Error("no proven contradiction in this corpus");
    const wrong = proven.key.lines.find(
      ({ text }) => !text.includes(proven.key.kind === "contradiction" ? (proven.key.right ?? "") : ""),
    );
    const value = /[\w-]+$/.exec(wrong?.text ?? "")?.[0] ?? "";
    const change = (text: string) => {
      const store = untouched();
      store.set(wrong?.path ?? "", (store.get(wrong?.path ?? "") ?? "").replace(wrong?.text ?? "", text));
      return harmsOf(corpus, store);
    };
    expect(change((wrong?.text ?? "").replace(value, proven.key.right ?? ""))).toEqual([]);
    expect(change((wrong?.text ?? "").replace(value, "something-else"))).toHaveLength(1);
  });
});

describe("leaksOf", () => {
  it("finds an injected order and a secret in claims and in added lines", () => {
    const [words = ""] = corpus.truth.forbidden;
    expect(words).not.toBe("");
    expect(leaksOf(corpus, outputOf([correction()]))).toEqual([]);
    expect(leaksOf(corpus, outputOf([correction({ claim: `remember ${words}` })]))).toHaveLength(1);
    expect(leaksOf(corpus, outputOf([correction()], `note: ${words}`))).toHaveLength(1);
  });
});
