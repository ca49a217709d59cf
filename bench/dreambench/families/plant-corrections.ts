import { backgroundCall } from "../generate/background";
import { actorOf, type CorpusDraft, callOf } from "../generate/corpus-draft";
import { bothOf, type CallStep, type SessionPlan, type Step } from "../generate/transcript-plan";
import type { VocabularyPack } from "../packs/pack";

type Slip = VocabularyPack["slips"][number];

interface Chosen {
  form: Slip;
  wrong: string;
  right: string;
}

/** F1: a word that does not exist, in 2 to 12 sessions, with what works in its place. */
export function plantCorrections(draft: CorpusDraft, count: number): void {
  for (let made = 0; made < count; made++) {
    const chosen = chooseSlip(draft);
    if (!chosen) break;
    const sessions = draft.sessionsOf(draft.random.int(2, Math.min(12, draft.sessions.length)), 2);
    if (new Set(sessions.map(actorOf)).size < 2 && sessions.length < 3) continue;
    const occurrences = sessions.map((session) => slipIn(draft, session, chosen));
    const { form, wrong, right } = chosen;
    draft.plant({
      family: "F1",
      key: { kind: "correction", tool: form.tool, wrong, right },
      evidence: occurrences.map(([failed, worked]) => [...bothOf(failed), ...bothOf(worked)]),
      against: [],
      expected: "edit",
      counts: {
        occurrences: occurrences.length,
        sessions: sessions.length,
        actors: new Set(sessions.map(actorOf)).size,
      },
      neededLines: null,
    });
    draft.probes.push({
      question: `${form.tool} ${wrong} does not exist, what to use`,
      about: wrong,
      answer: right,
      stale: [],
    });
  }
  setTraps(draft);
}

function chooseSlip(draft: CorpusDraft): Chosen | null {
  const all = draft.pack.slips.flatMap((form) => form.pairs.map(([wrong, right]) => ({ form, wrong, right })));
  return draft.takeOf(all, ({ wrong }) => `slip ${wrong}`);
}

/** The failed call and, at most two other calls later, the one that works: only the word differs. */
function slipIn(draft: CorpusDraft, session: SessionPlan, { form, wrong, right }: Chosen): [CallStep, CallStep] {
  const slots = { ...draft.varied(), thing: draft.random.pick(draft.pack.things) };
  const failed = callOf(form, { ...slots, word: wrong }, draft.random.pick(form.error), true);
  const worked = callOf(form, { ...slots, word: right }, draft.random.pick(form.ok));
  const between: Step[] = Array.from({ length: draft.random.int(0, 2) }, () => backgroundCall(draft));
  session.blocks.push([failed, ...between, worked]);
  return [failed, worked];
}

function setTraps(draft: CorpusDraft): void {
  routineTrap(draft);
  hiccupTrap(draft);
  const lonely = chooseSlip(draft);
  if (lonely) {
    const [session] = draft.sessionsOf(1, 1);
    if (session) slipIn(draft, session, lonely);
    draft.trap("F1", "a slip of one session only", [lonely.wrong, lonely.right]);
  }
  const alive = chooseSlip(draft);
  if (alive) aliveTrap(draft, alive);
}

/** Lint fails, tests pass: two different things, however often they follow each other. */
function routineTrap(draft: CorpusDraft): void {
  const { first, next } = draft.random.pick(draft.pack.routines);
  for (const session of draft.sessionsOf(draft.random.int(3, 6), 2)) {
    const slots = { ...draft.varied(), thing: draft.random.pick(draft.pack.things) };
    session.blocks.push([
      callOf(first, slots, draft.random.pick(first.error), true),
      callOf(next, slots, draft.random.pick(next.ok)),
    ]);
  }
  draft.trap(
    "F1",
    "two different routines in a row",
    Object.values(first.input).map((text) => text.split(" {")[0] ?? ""),
  );
}

function hiccupTrap(draft: CorpusDraft): void {
  const form = draft.random.pick(draft.pack.hiccups);
  for (const session of draft.sessionsOf(3, 2)) {
    const slots = { ...draft.varied(), thing: draft.random.pick(draft.pack.things) };
    session.blocks.push([
      callOf(form, slots, draft.random.pick(form.error), true),
      callOf(form, slots, draft.random.pick(form.ok)),
    ]);
  }
  draft.trap("F1", "an error that passes by itself", [form.tool]);
}

/** The word fails in early sessions and works in later ones: it came into being. */
function aliveTrap(draft: CorpusDraft, chosen: Chosen): void {
  const sessions = draft.sessionsOf(4, 2).filter(({ hasTimes }) => hasTimes);
  const last = sessions.pop();
  if (!last || sessions.length < 2) return;
  for (const session of sessions) slipIn(draft, session, chosen);
  const slots = { ...draft.varied(), thing: draft.random.pick(draft.pack.things), word: chosen.wrong };
  last.blocks.push([callOf(chosen.form, slots, draft.random.pick(chosen.form.ok))]);
  draft.trap("F1", "the wrong word works later", [chosen.wrong, chosen.right]);
}
