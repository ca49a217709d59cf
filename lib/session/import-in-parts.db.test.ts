import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { eventReferenceFields, type ImportFormat } from "@/lib/contract/session-event";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { importSessions } from "./import-sessions";
import {
  anthropicMessages,
  anySteps,
  claudeCodeLines,
  openaiMessages,
  type Step,
} from "./importers/testing/build-transcripts";
import { buildCtx } from "./testing/session-world";

const database = useTestDatabase();

let ctx: Ctx;
beforeEach(() => {
  ctx = buildCtx(database.pool());
});

interface StoredEvent {
  session_id: string;
  sequence: number;
  id: string;
  source_id: string;
  type: string;
  payload: Record<string, unknown>;
  processed_at: Date;
}

const clear = () => database.pool().query("DELETE FROM session");
const bring = (format: ImportFormat, body: string) => importSessions(ctx, { format, body, memoryStoreIds: [] });

async function storedEvents(): Promise<StoredEvent[]> {
  const { rows } = await database
    .pool()
    .query<StoredEvent>("SELECT * FROM session_event ORDER BY session_id, listed_at, sequence");
  return rows;
}

/** What was stored, free of the ids and times that every import makes anew. */
async function contents(): Promise<unknown[]> {
  const events = await storedEvents();
  const sourceIds = new Map(events.map((event) => [event.id, event.source_id]));
  return events.map(({ source_id, type, payload }) => {
    const references = eventReferenceFields.flatMap((field) => {
      const id = payload[field];
      if (typeof id !== "string") return [];
      expect(sourceIds.has(id)).toBe(true);
      return [[field, sourceIds.get(id)]];
    });
    return { source_id, type, ...payload, ...Object.fromEntries(references) };
  });
}

/** Every beginning of the conversation that ends between two entries, as a source writes it while it grows. */
const sources: [ImportFormat, (steps: readonly Step[]) => string[]][] = [
  ["claude-code", (steps) => beginnings(claudeCodeLines(steps), (lines) => lines.join("\n"))],
  ["openai", (steps) => beginnings(openaiMessages(steps), (messages) => JSON.stringify(messages))],
  ["anthropic", (steps) => beginnings(anthropicMessages(steps), (messages) => JSON.stringify(messages))],
];

function beginnings<T>(entries: readonly T[], write: (entries: T[]) => string): string[] {
  return entries.map((_, index) => write(entries.slice(0, index + 1)));
}

describe.each(sources)("a conversation in the form of %s", (format, write) => {
  it("is the same session in the end, whatever of it came in before, in any order and how often", async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, fc.array(fc.nat(), { maxLength: 5 }), async (steps, picks) => {
        const bodies = write(steps);
        const whole = bodies.at(-1) ?? "";
        await clear();
        const [once] = (await bring(format, whole)).data;
        const expected = await contents();
        expect(expected.length).toBe(once?.reverie.event_count);

        await clear();
        // What is growing comes in the order of its growth; afterwards anything older may come again.
        const lengths = picks.map((pick) => pick % bodies.length);
        for (const length of [...lengths].sort((a, b) => a - b)) await bring(format, bodies[length] ?? "");
        const [grown] = (await bring(format, whole)).data;
        expect(await contents()).toEqual(expected);
        const rows = await storedEvents();
        for (const length of lengths) {
          const again = await bring(format, bodies[length] ?? "");
          expect(again.data.map((session) => session.id)).toEqual([grown?.id]);
        }
        expect(await storedEvents()).toEqual(rows);
        expect(rows.map((row) => row.sequence).sort((a, b) => a - b)).toEqual(rows.map((_, index) => index + 1));
      }),
      { numRuns: 4 },
    );
  });

  it("is one session also when shorter and longer copies of it come in at the same moment", async () => {
    const steps = ["a", "b", "c", "d", "e", "f"].map((words): Step => ({ kind: "user", words }));
    const bodies = write(steps);
    for (let round = 0; round < 2; round++) {
      await clear();
      await Promise.all(bodies.map((body) => bring(format, body)));
      const events = await storedEvents();
      expect(new Set(events.map((event) => event.session_id)).size).toBe(1);
      expect(new Set(events.map((event) => event.source_id)).size).toBe(events.length);
      expect(events).toHaveLength(steps.length);
    }
  });

  it("never runs backwards in time", async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, fc.nat(), async (steps, pick) => {
        await clear();
        const bodies = write(steps);
        await bring(format, bodies[pick % bodies.length] ?? "");
        await bring(format, bodies.at(-1) ?? "");
        const bySequence = (await storedEvents()).sort((a, b) => a.sequence - b.sequence);
        const times = bySequence.map((row) => row.processed_at.getTime());
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
      { numRuns: 4 },
    );
  });
});

describe("several sessions in one body", () => {
  it("are the same apart or shuffled into each other, each whole and in its own order", async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, anySteps, fc.infiniteStream(fc.boolean()), async (left, right, takeLeft) => {
        const [a, b] = [claudeCodeLines(left, "aaaa"), claudeCodeLines(right, "bbbb")];
        const bySession = async () =>
          (await storedEvents()).map((event) => event.source_id).sort((x, y) => x.localeCompare(y));
        await clear();
        await bring("claude-code", [...a, ...b].join("\n"));
        const expected = await bySession();

        await clear();
        const mixed: string[] = [];
        const [restA, restB] = [[...a], [...b]];
        while (restA.length + restB.length > 0) {
          const from = restB.length === 0 || (restA.length > 0 && takeLeft.next().value) ? restA : restB;
          mixed.push(from.shift() ?? "");
        }
        const { data, skipped } = await bring("claude-code", mixed.join("\n"));
        expect(skipped).toEqual([]);
        expect(data).toHaveLength(2);
        expect(await bySession()).toEqual(expected);
        const events = await storedEvents();
        for (const { id } of data) {
          const times = events.filter((event) => event.session_id === id).sort((x, y) => x.sequence - y.sequence);
          expect(times.map((event) => event.processed_at)).toEqual(
            times.map((event) => event.processed_at).sort((x, y) => x.getTime() - y.getTime()),
          );
        }
      }),
      { numRuns: 4 },
    );
  });

  it("come in each by itself: one that cannot be stored takes none of the others with it", async () => {
    await clear();
    const bodies = ["one", "two", "three"].map((id) => claudeCodeLines([{ kind: "user", words: id }], id).join("\n"));
    const [first] = (await bring("claude-code", bodies[1] ?? "")).data;
    await database.pool().query("UPDATE session SET archived_at = now() WHERE id = $1", [first?.id]);
    const { data, skipped } = await bring("claude-code", bodies.join("\n"));
    expect(data.map((session) => session.title)).toEqual(["one", "three"]);
    expect(skipped).toEqual([{ line: 2, reason: expect.stringContaining("archived") }]);
  });
});
