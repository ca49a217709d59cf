import type { CorpusDraft } from "../generate/corpus-draft";
import { fill } from "../packs/pack";

const ownLessons = 6;

/** F9: a line about one thing and a part of it in the file of another, among lines that name as much and stand where they belong. */
export function plantMisfiled(draft: CorpusDraft): void {
  const { random, pack, memory } = draft;
  const { parts } = pack;
  if (!parts) return;
  const [thing, other] = [draft.take("things"), draft.take("things")];
  const [file, home] = [draft.thingFile(thing), draft.thingFile(other)];
  const [part, passing] = [partOf(draft), partOf(draft)];
  const about = (template: string, own = part) =>
    `- ${fill(template, { thing: other, part: own, n: random.int(2, 97), other })}`;
  for (const named of [thing, other]) writeFacts(draft, named);
  writeLessons(draft, thing);
  for (const note of random.sample(parts.notes, 3)) memory.add(home, "Lessons", about(note));
  const [stray = "", history = "", hint = ""] = random.sample(parts.strays, 3);
  const line = { path: file, text: about(stray) };
  memory.add(file, "Lessons", line.text);
  memory.add(home, "Lessons", about(random.pick(parts.notes), passing));
  memory.add(file, "Lessons", about(hint, passing));
  draft.trap("F9", "a part that the other file names in passing", [passing]);
  const relation = fill(random.pick(parts.relations), { thing, other, part, n: random.int(2, 97) });
  memory.add(file, "Lessons", `- ${relation}`);
  const [word = ""] = thing.split(/[^a-z0-9]/i);
  memory.add(file, "Lessons", `- ${fill(random.pick(parts.hints), { word, other, part, n: random.int(2, 97) })}`);
  const day = `2026-02-${random.int(10, 27)}`;
  memory.add(file, day, about(history));
  memory.add(file, day, `- ${fill(random.pick(pack.oldTruths), { thing, n: random.int(2, 97) })}`);
  const lesson = random.pick(pack.lessons);
  const slots = { thing: other, n: random.int(2, 97) };
  memory.add(file, "Lessons", `- ${fill(lesson.lead, slots)}, ${fill(lesson.act, slots)}, ${fill(lesson.why, slots)}.`);
  draft.trap("F9", "a line that stands where it belongs", [thing]);
  draft.plant({
    family: "F9",
    key: { kind: "misfiled", line, home },
    evidence: [],
    against: [],
    expected: "edit",
    counts: { occurrences: 1 },
    neededLines: 2,
  });
}

function partOf(draft: CorpusDraft): string {
  return fill(draft.random.pick(draft.pack.parts?.names ?? ["{id}"]), { id: draft.id() });
}

function writeFacts(draft: CorpusDraft, thing: string): void {
  const { random, pack, memory, probes } = draft;
  for (const attribute of pack.attributes) {
    const value = random.pick(attribute.values);
    memory.add(draft.thingFile(thing), "Facts", `- ${fill(attribute.notes[0] ?? "", { thing, value })}`);
    probes.push({ question: fill(attribute.question, { thing }), about: thing, answer: value, stale: [] });
  }
}

function writeLessons(draft: CorpusDraft, thing: string): void {
  for (const { lead, act, why } of draft.random.sample(draft.pack.lessons, ownLessons)) {
    const slots = { thing, n: draft.random.int(2, 97) };
    draft.memory.add(
      draft.thingFile(thing),
      "Lessons",
      `- ${fill(lead, slots)}, ${fill(act, slots)}, ${fill(why, slots)}.`,
    );
  }
}
