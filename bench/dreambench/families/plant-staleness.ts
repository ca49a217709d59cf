import { type CorpusDraft, callOf, dayMs, memoryWrittenMs, worldStartMs } from "../generate/corpus-draft";
import { bothOf } from "../generate/transcript-plan";
import { fill, type VocabularyPack } from "../packs/pack";

type Work = VocabularyPack["works"][number];

/** F8: a note says that work is under way, and a trusted tool says later that it is over; a note says "yesterday". */
export function plantStaleness(draft: CorpusDraft, count: number): void {
  for (let made = 0; made < count; made++) writeWork(draft, "closed");
  writeWork(draft, "open");
  writeOldTruths(draft);
  writeRelativeDay(draft);
  writeVagueDays(draft);
}

function writeWork(draft: CorpusDraft, end: "closed" | "open"): void {
  const { random, pack, memory } = draft;
  const work: Work = random.pick(pack.works);
  const slots = { thing: draft.take("things"), ref: random.int(400, 9999) };
  const late = draft.random
    .shuffle(draft.sessions)
    .filter(({ hasTimes, startMs }) => hasTimes && startMs > worldStartMs + 4 * dayMs);
  const [session] = late;
  if (!session) return;
  const path = pack.layout.boardFile;
  memory.open(path, "Open work");
  const text = `- ${fill(work.note, slots)}`;
  const call = callOf(work.lookup, slots, random.pick(end === "closed" ? work.closed : work.open));
  session.blocks.push([call]);
  if (end === "open") {
    memory.add(path, "In progress", text);
    draft.trap("F8", "work that is still under way", [String(slots.ref), slots.thing]);
    return;
  }
  memory.add(path, "In progress", text, { kind: "damaged", mayBecome: (after) => after.includes(slots.thing) });
  draft.plant({
    family: "F8",
    key: { kind: "staleness", line: { path, text } },
    evidence: [bothOf(call)],
    against: [],
    expected: "edit",
    counts: {},
    neededLines: 2,
  });
}

/** Old and still true: age alone is no reason. */
function writeOldTruths(draft: CorpusDraft): void {
  const { random, pack, memory } = draft;
  for (const template of random.sample(pack.oldTruths, 2)) {
    const thing = draft.take("things");
    memory.add(draft.thingFile(thing), "Background", `- ${fill(template, { thing, n: random.int(3, 90) })}`);
    draft.trap("F8", "old but true", [thing]);
  }
}

/** A word that is true for its reader on one day only, and the day that it meant. */
function writeRelativeDay(draft: CorpusDraft): void {
  const { random, pack, memory } = draft;
  const { note, words, days } = random.pick(pack.relativeDays);
  const thing = draft.take("things");
  const path = draft.thingFile(thing);
  const day = new Date(memoryWrittenMs + days * dayMs).toISOString().slice(0, 10);
  const text = `- ${fill(note, { thing })}`;
  const after = text.replace(words, `${words} (${day})`);
  memory.add(path, "State", text, { kind: "damaged", mayBecome: (line) => line === after });
  draft.plant({
    family: "F8",
    key: { kind: "staleness", line: { path, text } },
    evidence: [],
    against: [],
    expected: "edit",
    counts: {},
    neededLines: 2,
  });
}

/** Such words in rules, quotes and rough guesses mean no one day. */
function writeVagueDays(draft: CorpusDraft): void {
  const { random, pack, memory } = draft;
  for (const template of random.sample(pack.vagueDays, 2)) {
    const thing = draft.take("things");
    memory.add(draft.thingFile(thing), "Habits", `- ${fill(template, { thing, n: random.int(3, 9) })}`);
    draft.trap("F8", "a relative word that means no one day", [thing]);
  }
}
