import type { CorpusDraft } from "../generate/corpus-draft";
import type { Random } from "../generate/random";
import { plantMisfiled } from "./plant-misfiled";

/** F9: a file of several topics that grew too long, a line in the wrong file, and files that the index does not know. */
export function plantStructure(draft: CorpusDraft, _count: number): void {
  const { random, pack, memory } = draft;
  const { handbookFile, guideFile, indexFile } = pack.layout;
  if (random.chance(0.8)) plantMisfiled(draft);
  if (random.chance(0.6)) writeHandbook(draft, handbookFile);
  if (random.chance(0.5)) writeGuide(draft, guideFile);
  const listed = random.chance(0.5) ? memory.paths().filter(() => random.chance(0.6)) : [];
  // Without an entry a file is no index.
  const hasIndex = listed.length > 0;
  if (hasIndex) memory.open(indexFile, "Contents");
  for (const path of listed) memory.add(indexFile, null, `- [${path.slice(1)}](.${path})`);
  draft.plant({
    family: "F9",
    key: { kind: "index", paths: hasIndex ? [indexFile] : [] },
    evidence: [],
    against: [],
    expected: "edit",
    counts: {},
    neededLines: null,
  });
}

function writeHandbook(draft: CorpusDraft, path: string): void {
  const { random, pack, memory } = draft;
  memory.open(path, "Reference");
  const topics = random.sample(pack.topics, random.int(4, 5));
  let number = random.int(100, 900);
  for (const { title, words } of topics)
    for (let line = 0; line < 55; line++) memory.add(path, title, `- ${noteOf(random, words, number++)}`);
  draft.plant({
    family: "F9",
    key: { kind: "structure", path },
    evidence: [],
    against: [],
    expected: "edit",
    counts: {},
    neededLines: null,
  });
}

/** As long, but about one thing throughout. */
function writeGuide(draft: CorpusDraft, path: string): void {
  const { random, pack, memory } = draft;
  memory.open(path, "Guide");
  const { words } = random.pick(pack.topics);
  let number = random.int(2000, 5000);
  for (const title of ["Basics", "In depth", "Pitfalls", "Checklist"])
    for (let line = 0; line < 55; line++) memory.add(path, title, `- ${noteOf(random, words, number++)}`);
  draft.trap("F9", "a long file about one thing", [path]);
}

/** A note that no other note repeats: five words of the topic and a number of its own. */
function noteOf(random: Random, words: readonly string[], number: number): string {
  const [first, second, third, fourth, fifth] = random.sample(words, 5);
  return `${first} ${second} needs ${third} and ${fourth} before ${fifth} ${number}`;
}
