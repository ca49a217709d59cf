import type { CorpusDraft } from "../generate/corpus-draft";
import type { LineRef } from "../generate/plant";
import { fill, type VocabularyPack } from "../packs/pack";

type Lesson = VocabularyPack["lessons"][number];
type Slots = { thing: string; n: number };
type Rewording = "cosmetic" | "insert" | "synonym" | "reorder" | "truncate";
const rewordings: readonly Rewording[] = ["cosmetic", "insert", "synonym", "reorder", "truncate"];

/** F6: one lesson written down 2 to 5 times in other words, beside twins that differ in what matters. */
export function plantDuplicates(draft: CorpusDraft, count: number): void {
  for (let made = 0; made < count; made++) plantCluster(draft);
  for (const twin of draft.random.shuffle(["number", "negation", "environment"] as const)) plantTwins(draft, twin);
}

function notesFiles(draft: CorpusDraft): string[] {
  const { notesFile, secondNotesFile } = draft.pack.layout;
  draft.memory.open(notesFile, "Notes");
  draft.memory.open(secondNotesFile, "More notes");
  return [notesFile, secondNotesFile];
}

function plantCluster(draft: CorpusDraft): void {
  const { random, pack } = draft;
  const lesson = random.pick(pack.lessons);
  const slots = { thing: draft.take("things"), n: random.int(2, 97) };
  const files = notesFiles(draft);
  const isSpread = random.chance(0.4);
  const home = random.pick(files);
  const forms = random.sample(rewordings, random.int(1, 4));
  const texts = [sentence(lesson, slots), ...forms.map((form) => reword(draft, lesson, slots, form))];
  const cluster = `copies of ${slots.thing}`;
  const lines: LineRef[] = random.shuffle(texts).map((text) => {
    const path = isSpread ? random.pick(files) : home;
    draft.memory.add(path, "Lessons", `- ${text}`, { kind: "copy", cluster });
    return { path, text: `- ${text}` };
  });
  draft.plant({
    family: "F6",
    key: { kind: "duplicate", lines, entities: [slots.thing, String(slots.n)] },
    evidence: [],
    against: [],
    expected: "edit",
    counts: {},
    neededLines: lines.length - 1,
  });
  draft.probes.push({
    question: fill(lesson.lead, slots),
    about: slots.thing,
    answer: fill(lesson.act, slots).split(" and ")[0] ?? "",
    stale: [],
  });
}

function sentence(lesson: Lesson, slots: Slots): string {
  return `${fill(lesson.lead, slots)}, ${fill(lesson.act, slots)}, ${fill(lesson.why, slots)}.`;
}

function reword(draft: CorpusDraft, lesson: Lesson, slots: Slots, form: Rewording): string {
  const plain = sentence(lesson, slots);
  const [lead, act, why] = [lesson.lead, lesson.act, lesson.why].map((clause) => fill(clause, slots));
  switch (form) {
    case "cosmetic":
      return draft.random.pick([
        plain.replace(/\.$/, ""),
        plain.replace(/[`*]/g, ""),
        `${plain[0]?.toLowerCase()}${plain.slice(1)}`,
      ]);
    case "insert": {
      const filler = draft.random.pick(draft.pack.fillers);
      return filler.endsWith(":") ? `${filler} ${plain}` : `${lead}, ${filler}, ${act}, ${why}.`;
    }
    case "synonym":
      return lesson.synonyms.reduce((text, [word, other]) => text.replace(new RegExp(`\\b${word}\\b`), other), plain);
    case "reorder":
      return `${lead}, ${why}, ${act}.`;
    case "truncate":
      return `${lead}, ${act}.`;
  }
}

/** Two lines that are nearly the same text and say different things. */
function plantTwins(draft: CorpusDraft, twin: "number" | "negation" | "environment"): void {
  const { random, pack } = draft;
  const lesson = random.pick(pack.lessons);
  const slots = { thing: draft.take("things"), n: random.int(2, 40) };
  const home = random.pick(notesFiles(draft));
  const [one, other] = twinTexts(draft, lesson, slots, twin);
  draft.memory.add(home, "Lessons", `- ${one}`);
  draft.memory.add(home, "Lessons", `- ${other}`);
  draft.trap("F6", `twins that differ in ${twin}`, [slots.thing]);
  if (twin !== "environment") draft.truths.push({ kind: "contradiction", words: [slots.thing] });
}

function twinTexts(draft: CorpusDraft, lesson: Lesson, slots: Slots, twin: string): [string, string] {
  const plain = sentence(lesson, slots);
  if (twin === "number") return [plain, sentence(lesson, { ...slots, n: slots.n * 2 + 1 })];
  if (twin === "negation") return [plain, sentence({ ...lesson, act: lesson.negated }, slots)];
  const [first, second] = draft.pack.environments;
  const scoped = (name: string) => `In ${name}: ${plain}`;
  return [scoped(first), scoped(second)];
}
