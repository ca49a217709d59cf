import { actorOf, type CorpusDraft, callOf } from "../generate/corpus-draft";
import { bothOf } from "../generate/transcript-plan";
import { fill } from "../packs/pack";

/** F3: a question that several sessions ask anew and whose answer never changes. */
export function plantDiscoveries(draft: CorpusDraft, count: number): void {
  for (let made = 0; made < count; made++) plantDiscovery(draft);
  movingAnswerTrap(draft);
  changedAnswerTrap(draft);
}

function plantDiscovery(draft: CorpusDraft): void {
  const { random, pack } = draft;
  const attribute = random.pick(pack.attributes);
  const form = attribute.lookup;
  const thing = draft.take("things");
  const value = random.pick(attribute.values);
  const answer = random.pick(form.ok);
  const sessions = draft.sessionsOf(random.int(3, Math.min(9, draft.sessions.length)), 2);
  const calls = sessions.map((session) => {
    const call = callOf(form, { ...draft.varied(), thing, value }, answer);
    session.blocks.push([call]);
    return call;
  });
  draft.plant({
    family: "F3",
    key: { kind: "repeated_discovery", tool: form.tool, words: [thing], answer: value },
    evidence: calls.map(bothOf),
    against: [],
    expected: "edit",
    counts: { occurrences: calls.length, sessions: calls.length, actors: new Set(sessions.map(actorOf)).size },
    neededLines: null,
  });
  draft.probes.push({ question: fill(attribute.question, { thing }), about: thing, answer: value, stale: [] });
}

/** The same question, another answer each time. */
function movingAnswerTrap(draft: CorpusDraft): void {
  const { random, pack } = draft;
  const form = random.pick(pack.volatile);
  const thing = draft.take("things");
  for (const session of draft.sessionsOf(random.int(3, 6), 2))
    session.blocks.push([callOf(form, { ...draft.varied(), n: random.int(100, 99_999), thing }, random.pick(form.ok))]);
  draft.trap("F3", "an answer that moves all the time", [thing]);
}

/** A value that was one thing in the first sessions and is another now: "as of" the old one would mislead. */
function changedAnswerTrap(draft: CorpusDraft): void {
  const { random, pack } = draft;
  const attribute = random.pick(pack.attributes);
  const thing = draft.take("things");
  const answer = random.pick(attribute.lookup.ok);
  const [before, now] = random.sample(attribute.values, 2);
  const sessions = draft.sessionsOf(6, 2);
  for (const [index, session] of sessions.entries()) {
    const value = (index < sessions.length / 2 ? before : now) ?? "";
    session.blocks.push([callOf(attribute.lookup, { ...draft.varied(), thing, value }, answer)]);
  }
  draft.trap("F3", "an answer that changed once", [thing]);
}
