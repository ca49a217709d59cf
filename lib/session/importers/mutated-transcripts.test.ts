import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importFormat } from "@/lib/contract/session-event";
import {
  anthropicMessages,
  anySteps,
  claudeCodeLines,
  collect,
  openaiMessages,
  type Step,
} from "@/lib/session/importers/testing/build-transcripts";
import { expectSound } from "@/lib/session/importers/testing/expect-sound";

const encoder = new TextEncoder();
const writers = [
  (steps: readonly Step[]) => claudeCodeLines(steps).join("\n"),
  (steps: readonly Step[]) => JSON.stringify(openaiMessages(steps), null, 2),
  (steps: readonly Step[]) =>
    `${openaiMessages(steps)
      .map((message) => JSON.stringify(message))
      .join("\r\n")}\r\n`,
  (steps: readonly Step[]) => JSON.stringify([{ messages: anthropicMessages(steps) }, openaiMessages(steps)]),
  (steps: readonly Step[]) => JSON.stringify({ id: "t", reward: 0.5, traj: openaiMessages(steps) }),
  (steps: readonly Step[]) => JSON.stringify({ info: {}, trajectory: [], history: openaiMessages(steps) }),
];

/** What a disk, an editor or a foe may do to a file: bytes changed, lost, doubled, moved, put in. */
type Mutation = { at: number; kind: "flip" | "cut" | "double" | "insert" | "swap"; size: number; byte: number };
const anyMutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom("flip", "cut", "double", "insert", "swap"),
  size: fc.integer({ min: 1, max: 40 }),
  byte: fc.oneof(fc.nat(255), fc.constantFrom(...[...'{}[]",:\\\n\r\0 '].map((sign) => sign.charCodeAt(0)))),
});

function mutate(bytes: Uint8Array, { at, kind, size, byte }: Mutation): Uint8Array {
  const start = at % (bytes.length + 1);
  const [head, part, tail] = [
    bytes.subarray(0, start),
    bytes.subarray(start, start + size),
    bytes.subarray(start + size),
  ];
  if (kind === "cut") return Buffer.concat([head, tail]);
  if (kind === "double") return Buffer.concat([head, part, part, tail]);
  if (kind === "swap") return Buffer.concat([tail, part, head]);
  if (kind === "insert") return Buffer.concat([head, new Uint8Array(size).fill(byte), part, tail]);
  const flipped = Uint8Array.from(part, (old) => old ^ byte);
  return Buffer.concat([head, flipped, tail]);
}

async function* pieces(bytes: Uint8Array, sizeBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += sizeBytes) yield bytes.subarray(at, at + sizeBytes);
}

describe("a damaged transcript", () => {
  test("never breaks the import: it comes in sound or is reported, the same however its bytes arrive", async () => {
    await fc.assert(
      fc.asyncProperty(
        anySteps,
        fc.constantFrom(...writers),
        fc.constantFrom("auto" as const, ...importFormat.options),
        fc.array(anyMutation, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 64 }),
        async (steps, write, format, mutations, size) => {
          const damaged = mutations.reduce(mutate, encoder.encode(write(steps)));
          const whole = await collect(format, pieces(damaged, damaged.length + 1));
          for (const transcript of whole.transcripts) expectSound(transcript);
          const lineCount = Buffer.from(damaged)
            .toString("latin1")
            .split(/\r\n|\r|\n/).length;
          for (const { line, reason } of whole.skipped) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(line).toBeLessThanOrEqual(lineCount);
            expect(reason).not.toBe("");
          }
          if (damaged.some((byte) => byte > 32)) {
            expect(whole.transcripts.length + whole.skipped.length).toBeGreaterThan(0);
          }
          expect(await collect(format, pieces(damaged, size))).toEqual(whole);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("loses no more than the lines that are damaged, and each of them is reported by its number", async () => {
    const anyDamage = fc.constantFrom("{", "}", "not json", '{"type":', "42", "null", '"words"', "[1]", "\u0000", "{}");
    await fc.assert(
      fc.asyncProperty(anySteps, fc.array(fc.tuple(fc.nat(), anyDamage), { maxLength: 5 }), async (steps, damages) => {
        const lines = claudeCodeLines(steps);
        const whole = (await collect("claude-code", lines.join("\n"))).transcripts[0];
        const marked = lines.map((text) => ({ text, isDamage: false }));
        for (const [at, text] of damages) {
          // Before the first whole line an open brace may as well begin a value that spans lines.
          const first = text.includes("{") ? marked.findIndex(({ isDamage }) => !isDamage) + 1 : 0;
          marked.splice(first + (at % (marked.length + 1 - first)), 0, { text, isDamage: true });
        }
        const { transcripts, skipped } = await collect("claude-code", marked.map(({ text }) => text).join("\n"));
        expect(transcripts[0]?.events).toEqual(whole?.events);
        const expected = marked.flatMap(({ isDamage }, index) => (isDamage ? [index + 1] : []));
        expect([...new Set(skipped.map((note) => note.line))].sort((a, b) => a - b)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  test("whose lines come again at its end, as in a file that was resumed, holds every event once", async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, fc.array(fc.nat(), { maxLength: 6 }), async (steps, picks) => {
        const lines = claudeCodeLines(steps);
        const whole = (await collect("claude-code", lines.join("\n"))).transcripts[0];
        const doubled = [...lines, ...picks.map((pick) => lines[pick % lines.length] ?? "")];
        const { transcripts, skipped } = await collect("claude-code", doubled.join("\n"));
        expect(transcripts).toHaveLength(1);
        expect(transcripts[0]).toEqual(whole);
        expect(skipped.map((note) => note.line)).toEqual(picks.map((_, index) => lines.length + index + 1));
      }),
      { numRuns: 60 },
    );
  });

  test("keeps every time that can be read, and gives no event a time that no line has", async () => {
    const anyTime = fc.oneof(
      fc
        .date({ min: new Date(1), max: new Date(Date.UTC(9999, 11, 30)), noInvalidDate: true })
        .map((at) => at.toISOString()),
      fc.constantFrom("", "yesterday", "2026-13-45T00:00:00Z", "0000-00-00", "99999999-01-01", null, -5, 1e300, {}),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyTime, { minLength: 1, maxLength: 8 }), async (times) => {
        const steps = times.map((_, index): Step => ({ kind: "user", words: `said ${index}` }));
        const lines = claudeCodeLines(steps).map((line, index) =>
          JSON.stringify({ ...JSON.parse(line), timestamp: times[index] }),
        );
        const { transcripts, skipped } = await collect("claude-code", lines.join("\n"));
        const events = transcripts[0]?.events ?? [];
        expect(events).toHaveLength(times.length);
        for (const [index, time] of times.entries()) {
          const isTime = typeof time === "string" && !Number.isNaN(Date.parse(time)) && /^\d{4}-\d\d-\d\dT/.test(time);
          expect(events[index]?.processedAt?.toISOString() ?? null).toBe(isTime ? time : null);
          expect(skipped.some((note) => note.line === index + 1)).toBe(!isTime);
        }
        const readable = events.flatMap((event) => event.processedAt ?? []);
        expect(transcripts[0]?.startedAt ?? null).toEqual(readable[0] ?? null);
      }),
      { numRuns: 100 },
    );
  });
});

describe("foreign names", () => {
  test("that JavaScript gives a meaning are names like others, and reach no object that all share", async () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    for (const name of names) {
      const steps: Step[] = [{ kind: "call", name, input: {}, output: name, failed: false }];
      const messages = openaiMessages(steps).map((message) =>
        JSON.stringify(message).replace('"arguments":"{}"', `"arguments":"{\\"${name}\\":{\\"polluted\\":true}}"`),
      );
      const holder = `{"messages":[${messages.join(",")}],"metadata":{"${name}":"x"},"id":"${name}"}`;
      const { transcripts } = await collect("openai", holder);
      const [transcript] = transcripts;
      if (transcript === undefined) throw new Error("nothing came in");
      expectSound(transcript);
      expect(transcript.sourceKey).toBe(`openai:id:${name}`);
      expect(transcript.events[0]?.payload.name).toBe(name);
      expect(JSON.stringify(transcript.events[0]?.payload.input)).toBe(`{"${name}":{"polluted":true}}`);
      expect({}).not.toHaveProperty("polluted");
    }
  });
});
