import { actorOf, type CorpusDraft, callOf } from "../generate/corpus-draft";
import { bothOf } from "../generate/transcript-plan";
import { fill, type VocabularyPack } from "../packs/pack";

/** F2: things that are looked for in vain, and links that lead nowhere. */
export function plantMissing(draft: CorpusDraft, count: number): void {
  for (let made = 0; made < count; made++) {
    plantDeadReference(draft);
    plantBrokenLink(draft, draft.random.chance(0.7));
  }
  madeLaterTrap(draft);
  soundLinks(draft);
}

type Dead = VocabularyPack["dead"][number];

function chooseDead(draft: CorpusDraft): { form: Dead; word: string } | null {
  const all = draft.pack.dead.flatMap((form) => form.words.map((word) => ({ form, word })));
  return draft.takeOf(all, ({ word }) => `dead ${word}`);
}

function plantDeadReference(draft: CorpusDraft): void {
  const chosen = chooseDead(draft);
  if (!chosen) return;
  const { form, word } = chosen;
  const sessions = draft.sessionsOf(draft.random.int(2, Math.min(8, draft.sessions.length)), 2);
  if (new Set(sessions.map(actorOf)).size < 2 && sessions.length < 3) return;
  const failures = sessions.map((session) => {
    const slots = { ...draft.varied(), thing: draft.random.pick(draft.pack.things), word };
    const failed = callOf(form, slots, draft.random.pick(form.error), true);
    session.blocks.push([failed]);
    return failed;
  });
  draft.plant({
    family: "F2",
    key: { kind: "dead_reference", reference: word },
    evidence: failures.map(bothOf),
    against: [],
    expected: "edit",
    counts: {
      occurrences: failures.length,
      sessions: sessions.length,
      actors: new Set(sessions.map(actorOf)).size,
    },
    neededLines: null,
  });
}

/** Missing in early sessions, made in a later one and there from then on. */
function madeLaterTrap(draft: CorpusDraft): void {
  const chosen = chooseDead(draft);
  const sessions = draft.sessionsOf(5, 2).filter(({ hasTimes }) => hasTimes);
  if (!chosen || sessions.length < 4) return;
  const { form, word } = chosen;
  const [maker, user] = sessions.splice(-2);
  for (const session of sessions) {
    const slots = { ...draft.varied(), thing: draft.random.pick(draft.pack.things), word };
    session.blocks.push([callOf(form, slots, draft.random.pick(form.error), true)]);
  }
  const slots = { ...draft.varied(), thing: draft.random.pick(draft.pack.things), word };
  maker?.blocks.push([callOf(form.made, slots, draft.random.pick(form.made.ok))]);
  user?.blocks.push([callOf(form, slots, "ready, {n} entries")]);
  draft.trap("F2", "a thing that was made later", [word]);
}

/** A page and its place: pages exist before anything links to them. */
function openPage(draft: CorpusDraft): { path: string; page: string } {
  const page = draft.take("pages");
  const path = fill(draft.pack.layout.pageFile, { page });
  if (!draft.memory.has(path)) {
    draft.memory.open(path, page.replaceAll("-", " "));
    const lesson = draft.random.pick(draft.pack.lessons);
    const slots = { ...draft.varied(), thing: page };
    draft.memory.add(path, null, `${fill(lesson.lead, slots)}, ${fill(lesson.act, slots)}.`);
  }
  return { path, page };
}

function plantBrokenLink(draft: CorpusDraft, hasHome: boolean): void {
  const thing = draft.take("things");
  const from = draft.thingFile(thing);
  const { path, page } = openPage(draft);
  const title = page.replaceAll("-", " ");
  // The target is the page's own name in a folder that is gone, or a name that is like none.
  const target = hasHome ? `../old-${draft.random.pick(["wiki", "pages"])}/${page}.md` : `../gone/${draft.id()}.md`;
  const text = `- ${fill(draft.pack.linkNote, { title, target, thing })}`;
  draft.memory.add(
    from,
    "Links",
    text,
    hasHome ? { kind: "damaged", mayBecome: (after) => after.includes(`${page}.md`) } : { kind: "keep" },
  );
  draft.plant({
    family: "F2",
    key: { kind: "broken_link", path: from, target, replacement: hasHome ? path : null },
    evidence: [],
    against: [],
    expected: hasHome ? "edit" : "flag",
    counts: { occurrences: 1 },
    neededLines: hasHome ? 2 : null,
  });
}

/** Links that are right or lead out of the store. */
function soundLinks(draft: CorpusDraft): void {
  const thing = draft.take("things");
  const from = draft.thingFile(thing);
  const { path, page } = openPage(draft);
  const title = page.replaceAll("-", " ");
  for (const target of [`..${path}`, `https://example.org/${page}.md`, "#links"])
    draft.memory.add(from, "Links", `- ${fill(draft.pack.linkNote, { title, target, thing })}`);
  draft.trap("F2", "a link that is right", [page]);
}
