import { fill } from "../packs/pack";
import type { CorpusDraft } from "./corpus-draft";

/** True notes about the things of the world, so that what is planted is not all there is. */
export function writeBackgroundMemory(draft: CorpusDraft): void {
  const { random, pack, memory, probes } = draft;
  // Keys must be seen to have one value each: most things have every attribute.
  const count = random.int(24, 28);
  for (let made = 0; made < count; made++) {
    const thing = draft.take("things");
    const path = draft.thingFile(thing);
    for (const attribute of random.sample(pack.attributes, random.int(3, 4))) {
      const value = random.pick(attribute.values);
      memory.add(path, "Facts", `- ${fill(attribute.notes[0] ?? "", { thing, value })}`);
      probes.push({ question: fill(attribute.question, { thing }), about: thing, answer: value, stale: [] });
    }
    const lesson = random.pick(pack.lessons);
    const slots = { thing, n: random.int(2, 97) };
    memory.add(
      path,
      "Lessons",
      `- ${fill(lesson.lead, slots)}, ${fill(lesson.act, slots)}, ${fill(lesson.why, slots)}.`,
    );
    probes.push({
      question: fill(lesson.lead, slots),
      about: thing,
      answer: fill(lesson.act, slots).split(" and ")[0] ?? "",
      stale: [],
    });
  }
}

/** Files about things of their own, as many as wished. */
export function writeManyFiles(draft: CorpusDraft, count: number): void {
  const { random, pack, memory } = draft;
  for (let made = 0; made < count; made++) {
    const thing = `${random.pick(pack.things)}-${draft.id()}`;
    const path = draft.thingFile(thing);
    for (const attribute of pack.attributes)
      memory.add(path, "Facts", `- ${fill(attribute.notes[0] ?? "", { thing, value: random.pick(attribute.values) })}`);
    for (const lesson of random.sample(pack.lessons, 2)) {
      const slots = { thing, n: random.int(2, 97) };
      memory.add(
        path,
        "Lessons",
        `- ${fill(lesson.lead, slots)}, ${fill(lesson.act, slots)}, ${fill(lesson.why, slots)}.`,
      );
    }
  }
}
