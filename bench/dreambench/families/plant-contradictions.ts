import { type CorpusDraft, callOf } from "../generate/corpus-draft";
import type { LineRef } from "../generate/plant";
import { bothOf, type CallStep } from "../generate/transcript-plan";
import { fill, type VocabularyPack } from "../packs/pack";

type Attribute = VocabularyPack["attributes"][number];

/** F7: one key with two or three values, with a trusted result that settles it later or without one. */
export function plantContradictions(draft: CorpusDraft, count: number): void {
  for (let made = 0; made < count; made++) plantConflict(draft, draft.random.chance(0.65));
  const { random } = draft;
  listTrap(draft);
  environmentTrap(draft, random.pick(draft.pack.attributes));
  historyTrap(draft, random.pick(draft.pack.attributes));
}

function plantConflict(draft: CorpusDraft, isProvable: boolean): void {
  const { random, pack, memory } = draft;
  const attribute = random.pick(pack.attributes);
  const thing = draft.take("things");
  const values = random.sample(attribute.values, random.chance(0.25) ? 3 : 2);
  const right = isProvable ? random.pick(values) : null;
  const proofs = right === null ? [] : prove(draft, attribute, thing, right);
  const isProven = proofs.length > 0;
  const { notesFile, secondNotesFile } = pack.layout;
  memory.open(notesFile, "Notes");
  memory.open(secondNotesFile, "More notes");
  const files = random.shuffle([draft.thingFile(thing), notesFile, secondNotesFile]);
  const lines: LineRef[] = values.map((value, index) => {
    const path = files[index % files.length] ?? notesFile;
    const text = `- ${fill(random.pick(attribute.notes), { thing, value })}`;
    const isWrong = isProven && value !== right;
    memory.add(
      path,
      "Facts",
      text,
      isWrong
        ? { kind: "damaged", mayBecome: (after) => after.includes(right ?? "") && !after.includes(value) }
        : { kind: "keep" },
    );
    return { path, text };
  });
  draft.plant({
    family: "F7",
    key: { kind: "contradiction", lines, right: isProven ? right : null },
    evidence: proofs.map(bothOf),
    against: [],
    expected: isProven ? "edit" : "flag",
    counts: { occurrences: lines.length },
    neededLines: isProven ? values.length - 1 : null,
  });
  if (right === null || !isProven) return;
  draft.probes.push({
    question: fill(attribute.question, { thing }),
    about: thing,
    answer: right,
    stale: values.filter((value) => value !== right),
  });
}

/** One or two lookups by a trusted tool, in sessions that know their times: later than all notes. */
function prove(draft: CorpusDraft, attribute: Attribute, thing: string, value: string): CallStep[] {
  const sessions = draft.sessionsOf(4, 2).filter(({ hasTimes }) => hasTimes);
  return sessions.slice(0, draft.random.int(1, 2)).map((session) => {
    const slots = { ...draft.varied(), thing, value };
    const call = callOf(attribute.lookup, slots, draft.random.pick(attribute.lookup.ok));
    session.blocks.push([call]);
    return call;
  });
}

/** A thing may have several of these. */
function listTrap(draft: CorpusDraft): void {
  const { random, pack, memory } = draft;
  const list = random.pick(pack.lists);
  for (const thing of [draft.take("things"), draft.take("things")]) {
    const path = draft.thingFile(thing);
    for (const value of random.sample(list.values, 3))
      memory.add(path, "Lists", `- ${fill(list.note, { thing, value })}`);
    draft.trap("F7", "a key with several values at once", [thing]);
  }
}

/** Another value in another environment is no contradiction. */
function environmentTrap(draft: CorpusDraft, attribute: Attribute): void {
  const { random, pack, memory } = draft;
  const thing = draft.take("things");
  const path = draft.thingFile(thing);
  const [first, second] = random.sample(attribute.values, 2);
  for (const [environment, value] of [
    [pack.environments[0], first],
    [pack.environments[1], second],
  ] as const) {
    memory.add(
      path,
      `Facts (${environment})`,
      `- ${fill(random.pick(attribute.notes), { thing, value: value ?? "" })}`,
    );
  }
  draft.trap("F7", "values of two environments", [thing]);
}

/** What was true at its date stays as history. */
function historyTrap(draft: CorpusDraft, attribute: Attribute): void {
  const { random, memory } = draft;
  const thing = draft.take("things");
  const path = draft.thingFile(thing);
  const [before, now] = random.sample(attribute.values, 2);
  memory.add(path, "History 2025-04-11", `- ${fill(random.pick(attribute.notes), { thing, value: before ?? "" })}`);
  memory.add(path, "Facts", `- ${fill(random.pick(attribute.notes), { thing, value: now ?? "" })}`);
  draft.trap("F7", "a note of the past", [thing]);
}
