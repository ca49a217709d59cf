import { actorOf, type CorpusDraft, callOf, dayMs, hourMs, said, worldStartMs } from "../generate/corpus-draft";
import { bothOf, type CallStep, type SessionPlan } from "../generate/transcript-plan";
import type { WorldEvent } from "../generate/world-event";
import type { VocabularyPack } from "../packs/pack";

type Mutation = VocabularyPack["mutations"][number];

/**
 * F5: two sessions do the same thing to the same entity at the same time, and two types of event that are one incident. It moves sessions
 * in time, so it must come before families that reckon with their order.
 */
export function plantCoordination(draft: CorpusDraft, count: number): void {
  const free = draft.random.shuffle(draft.sessions);
  for (let made = 0; made < count; made++) plantDoubleWork(draft, free);
  sameActionElsewhereTrap(draft, free);
  takingTurnsTrap(draft, free);
  draft.sessions.sort((left, right) => left.startMs - right.startMs);
  if (draft.random.chance(0.6)) plantCoFire(draft);
}

function takePair(free: SessionPlan[]): [SessionPlan, SessionPlan] | null {
  const first = free.find(({ format }) => format === "claude-code") ?? free[0];
  const second = first && free.find((other) => other !== first && actorOf(other) !== actorOf(first));
  if (!first || !second) return null;
  for (const used of [first, second]) {
    free.splice(free.indexOf(used), 1);
    used.hasTimes = true;
  }
  return [first, second];
}

/** Looks, acts, looks again until it is over: what an agent holds from its first act to its last look. */
function workOn(draft: CorpusDraft, session: SessionPlan, form: Mutation, thing: string): CallStep {
  const { random, pack } = draft;
  const look = () => {
    const seen = random.pick(pack.inspections);
    return callOf(seen, { ...draft.varied(), thing }, random.pick(seen.ok));
  };
  const act = callOf(form, { ...draft.varied(), thing }, random.pick(form.ok));
  session.opening.push([look(), act, look(), look(), look(), look(), look(), said("agent", `${thing} is done.`)]);
  return act;
}

function plantDoubleWork(draft: CorpusDraft, free: SessionPlan[]): void {
  const pair = takePair(free);
  if (!pair) return;
  const [first, second] = pair;
  const form = draft.random.pick(draft.pack.mutations);
  const thing = draft.take("things");
  second.startMs = first.startMs + draft.random.int(20_000, 80_000);
  const acts = [workOn(draft, first, form, thing), workOn(draft, second, form, thing)];
  draft.plant({
    family: "F5",
    key: { kind: "coordination", entity: thing, tool: form.tool, sessionNames: [first.name, second.name] },
    evidence: acts.map(bothOf),
    against: [],
    expected: "edit",
    counts: { sessions: 2 },
    neededLines: null,
  });
}

/** The same alert on another thing is other work. */
function sameActionElsewhereTrap(draft: CorpusDraft, free: SessionPlan[]): void {
  const pair = takePair(free);
  if (!pair) return;
  const form = draft.random.pick(draft.pack.mutations);
  pair[1].startMs = pair[0].startMs + 60_000;
  for (const session of pair) {
    const thing = draft.take("things");
    workOn(draft, session, form, thing);
    draft.trap("F5", "the same action on two things", [thing]);
  }
}

/** Days apart, the second repeats what had to be done again. */
function takingTurnsTrap(draft: CorpusDraft, free: SessionPlan[]): void {
  const pair = takePair(free);
  if (!pair) return;
  const form = draft.random.pick(draft.pack.mutations);
  const thing = draft.take("things");
  pair[0].startMs = worldStartMs + draft.random.int(1, 4) * dayMs + 9 * hourMs;
  pair[1].startMs = pair[0].startMs + 3 * dayMs;
  for (const session of pair) workOn(draft, session, form, thing);
  draft.trap("F5", "the same action days later", [thing]);
}

/** Two alerts of one incident, within seconds of each other and often. */
function plantCoFire(draft: CorpusDraft): void {
  const { random } = draft;
  const members = [draft.take("events"), draft.take("events")];
  const entity = draft.take("things");
  const times = random.int(8, 14);
  const stride = Math.floor((draft.endMs - worldStartMs - 6 * hourMs) / times);
  const incidents = Array.from({ length: times }, (_, index): WorldEvent[] => {
    const atMs = worldStartMs + index * stride + Math.floor(random.between(0, 0.8) * stride);
    return members.map((type) => ({ type, entity, atMs: atMs + random.int(0, 50) * 1000 }));
  });
  draft.events.push(...incidents.flat());
  const plant = draft.plant({
    family: "F5",
    key: { kind: "co_occurrence", members },
    evidence: [],
    against: [],
    expected: "edit",
    counts: { occurrences: times },
    neededLines: null,
  });
  draft.shownBy.push({ plant, occurrences: incidents, against: [] });
  draft.trap("F4", "two alerts of one incident", [`"antecedent":"${members[0]}"`, `"antecedent":"${members[1]}"`]);
}
