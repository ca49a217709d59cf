import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyHunks } from "@/lib/text/apply-hunks";
import { foldWhiteSpace } from "@/lib/text/fold-white-space";
import type { EngineInput, EngineSession } from "./engine-input";
import type { EngineOutput, HunkDraft, InsightDraft } from "./engine-output";
import { runEngine } from "./run-engine";
import { bash, buildSession } from "./testing-builders";
import { applyAll, expectSound } from "./testing-checks";
import { hostileWorld } from "./testing-hostile-worlds";
import { keepOutputs } from "./testing-outputs";
import { anyWorld } from "./testing-worlds";

const anyInput = fc.oneof(anyWorld, hostileWorld);
const numRuns = 16;
const seed = Math.trunc(Math.random() * 2 ** 31);
const outputOf = keepOutputs();

/** The same sessions under other ids of sessions, events and calls. */
function renamed(sessions: readonly EngineSession[], salt: string): EngineSession[] {
  const rename = (id: unknown) => `${salt}${String(id).split("").reverse().join("")}`;
  return sessions.map((session) => ({
    ...session,
    id: rename(session.id),
    events: session.events.map((event) => ({
      ...event,
      id: rename(event.id),
      payload:
        "tool_use_id" in event.payload
          ? { ...event.payload, tool_use_id: rename(event.payload.tool_use_id) }
          : event.payload,
    })),
  }));
}

const withoutIds = ({ insights, changes }: EngineOutput) => ({
  changes,
  insights: insights.map(({ evidence, ...rest }) => ({
    ...rest,
    subject: rest.kind === "coordination" ? { ...rest.subject, sessions: rest.subject.sessions.length } : rest.subject,
    evidence: evidence.map((item) => (item.source === "event" ? item.quote : item)),
  })),
});

/** Ids of hunks that are chosen and all that these depend on. */
function closed(hunks: readonly HunkDraft[], picks: readonly boolean[]): Set<string> {
  const byKey = new Map(hunks.map((hunk) => [hunk.key, hunk]));
  const chosen = new Set<string>();
  const choose = (key: string) => {
    if (chosen.has(key)) return;
    chosen.add(key);
    byKey.get(key)?.depends_on.forEach(choose);
  };
  hunks.forEach((hunk, index) => {
    if (picks[index % picks.length]) choose(hunk.key);
  });
  return chosen;
}

const baseOf = (input: EngineInput, path: string) => input.memories.find((memory) => memory.path === path)?.content;

/** The input after only the chosen hunks were applied. */
function applyChosen(input: EngineInput, output: EngineOutput, chosen: ReadonlySet<string>): EngineInput {
  const changes = output.changes.flatMap((change) => {
    if (!change.hunks.some(({ key }) => chosen.has(key))) return [];
    const hunks = change.hunks.map(({ key, ...hunk }) => ({ ...hunk, id: key }));
    const content = applyHunks(baseOf(input, change.path) ?? "", hunks, chosen);
    return [{ ...change, proposed: change.proposed && { ...change.proposed, content } }];
  });
  return applyAll(input, { ...output, changes });
}

const forEvents = (insight: InsightDraft) =>
  insight.evidence.flatMap((item) => (item.source === "event" && item.role === "for" ? [item] : []));

describe("the deterministic engine", { timeout: 60_000 }, () => {
  it("finds the same, quote for quote, whatever sessions, events and calls are called", async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, async (input) => {
        const other = { ...input, sessions: renamed(input.sessions, "x-") };
        expect(JSON.stringify(withoutIds(await runEngine(other)))).toBe(
          JSON.stringify(withoutIds(await outputOf(input))),
        );
      }),
      { numRuns, seed },
    );
  });

  it("gives the same bytes three times over", async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, async (input) => {
        const copies = [input, structuredClone(input), JSON.parse(JSON.stringify(input)) as EngineInput];
        const [first, ...others] = await Promise.all(copies.map(async (copy) => JSON.stringify(await runEngine(copy))));
        expect(others).toEqual([first, first]);
      }),
      { numRuns: Math.ceil(numRuns / 2), seed },
    );
  });

  it("changes nothing in its input", async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, async (input) => {
        const before = JSON.stringify(input);
        await runEngine(input);
        expect(JSON.stringify(input)).toBe(before);
      }),
      { numRuns: Math.ceil(numRuns / 2), seed },
    );
  });

  it("counts sessions, occurrences and days as a recount of its evidence does", async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, async (input) => {
        const events = new Map(
          input.sessions.flatMap(({ id, events: own }) => own.map((event) => [`${id} ${event.id}`, event])),
        );
        const { insights, counts } = await outputOf(input);
        for (const insight of insights.filter(({ tier }) => tier === "recurrent")) {
          const cited = forEvents(insight).map((item) => events.get(`${item.session_id} ${item.event_id}`));
          const isSpoken = insight.kind === "preference";
          const failures = cited.filter((event) => isSpoken || event?.type === "agent.tool_result");
          const sessions = new Set(forEvents(insight).map(({ session_id }) => session_id));
          if (insight.support.occurrences === 0) continue;
          expect(insight.support.sessions, insight.claim).toBe(sessions.size);
          expect(insight.support.occurrences, insight.claim).toBe(failures.length);
          expect(insight.support.days, insight.claim).toBe(
            new Set(failures.map((event) => event?.processed_at?.slice(0, 10))).size,
          );
        }
        const all = input.sessions.flatMap(({ events: own }) => own);
        const uses = all.filter(({ type }) => type === "agent.tool_use");
        expect(counts).toMatchObject({ sessions: input.sessions.length, events: all.length, calls: uses.length });
      }),
      { numRuns, seed },
    );
  });

  it("lets any choice of hunks that is closed under what they depend on be applied", async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), async (input, picks) => {
        const output = await outputOf(input);
        const chosen = closed(
          output.changes.flatMap(({ hunks }) => hunks),
          picks,
        );
        const after = applyChosen(input, output, chosen);
        for (const change of output.changes) {
          const content = after.memories.find(({ path }) => path === change.path)?.content ?? "";
          for (const hunk of change.hunks.filter(({ key }) => chosen.has(key))) {
            for (const { op, text } of hunk.lines) if (op === "+") expect(content).toContain(text);
          }
          if (change.operation === "created" && content !== "") expect(content).toMatch(/^# /);
        }
      }),
      { numRuns, seed },
    );
  });

  it("takes a line away only with evidence that shows it", async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, async (input) => {
        const { insights, changes } = await outputOf(input);
        for (const { path, hunks } of changes) {
          for (const hunk of hunks.filter(({ lines }) => !lines.some(({ op }) => op === "+"))) {
            let line = hunk.old_start;
            for (const { op, text } of hunk.lines) {
              const isShown = insights
                .filter(({ identity }) => hunk.insight_keys.includes(identity))
                .flatMap(({ evidence }) => evidence)
                .some(
                  (item) =>
                    item.source === "memory" && item.path === path && item.lines[0] <= line && line <= item.lines[1],
                );
              if (op === "-" && text.trim() !== "") expect(isShown, `${path} ${line}: ${text}`).toBe(true);
              line++;
            }
          }
        }
      }),
      { numRuns, seed },
    );
  });

  it("writes no code span that neither its evidence nor the store holds", async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, async (input) => {
        const { insights, changes } = await outputOf(input);
        const store = input.memories.map(({ content }) => foldWhiteSpace(content)).join("\n");
        const calls = JSON.stringify(input.sessions.flatMap(({ events }) => events.map(({ payload }) => payload)));
        for (const hunk of changes.flatMap(({ hunks }) => hunks)) {
          const own = insights.filter(({ identity }) => hunk.insight_keys.includes(identity));
          const quotes = own.flatMap(({ evidence }) => evidence.map(({ quote }) => quote)).join("\n");
          const added = hunk.lines.filter(({ op }) => op === "+").map(({ text }) => text);
          for (const [, word = ""] of added.join("\n").matchAll(/`([^`\n]+)`/g)) {
            const isKnown = quotes.includes(word) || store.includes(foldWhiteSpace(word)) || calls.includes(word);
            const isPattern = own.some(({ kind }) => kind === "error_pattern" || kind === "broken_link");
            expect(isKnown || isPattern, `${word} of ${added.join(" / ")}`).toBe(true);
          }
        }
      }),
      { numRuns, seed },
    );
  });

  it("flips no proposal when sessions that have nothing to do with it are added", async () => {
    const noise = ["q1", "q2"].map((name, index) =>
      buildSession(name, [bash("uptime", "up 3 days"), { user: "thanks" }], { day: 21 + index }),
    );
    await fc.assert(
      fc.asyncProperty(anyInput, async (input) => {
        const quiet = await outputOf(input);
        const loud = await runEngine({ ...input, sessions: [...input.sessions, ...noise] });
        expect(loud.changes).toEqual(quiet.changes);
      }),
      { numRuns, seed },
    );
  });

  it("brings back nothing that was turned down while the rest was applied", async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), async (input, picks) => {
        const output = await outputOf(input);
        const hunks = output.changes.flatMap((change) => change.hunks);
        const chosen = closed(hunks, picks);
        const rejected = output.insights.filter(({ identity, state }) => {
          const own = hunks.filter(({ insight_keys }) => insight_keys.includes(identity));
          return state === "proposed" && own.every(({ key }) => !chosen.has(key));
        });
        const rejections = rejected.map(({ identity, support }) => ({ identity, sessions: support.sessions }));
        const next = { ...applyChosen(input, output, chosen), ledger: { rejections } };
        const again = await runEngine(next);
        expectSound(next, again);
        const turnedDown = new Set(rejections.map(({ identity }) => identity));
        expect(
          again.insights.filter(({ state, identity }) => state === "proposed" && turnedDown.has(identity)),
        ).toEqual([]);
      }),
      { numRuns, seed },
    );
  });
});
