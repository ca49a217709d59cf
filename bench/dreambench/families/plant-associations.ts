import { type CorpusDraft, dayMs, hourMs, minuteMs, worldStartMs } from "../generate/corpus-draft";
import type { WorldEvent } from "../generate/world-event";
import { addNullEvents } from "./null-processes";

/** F4: one type of event follows another by a typical lag, among pairs that only look as if. */
export function plantAssociations(draft: CorpusDraft, count: number): void {
  for (let made = 0; made < count; made++) plantPair(draft);
  const { random } = draft;
  for (const process of random.sample(["day-cycle", "bursts", "clock-aligned", "poisson"] as const, 3))
    addNullEvents(draft, process, random.int(2, 4));
  clockTrap(draft);
  if (random.chance(0.5)) mediatedChain(draft);
}

/** Moments far enough from each other that every answer belongs to one of them. */
function momentsOf(draft: CorpusDraft, count: number, apartMs: number): number[] {
  const { random } = draft;
  const moments: number[] = [];
  for (let tries = 0; moments.length < count && tries < 2000; tries++) {
    const atMs = Math.floor(random.between(worldStartMs + hourMs, draft.endMs - 3 * hourMs));
    if (moments.every((other) => Math.abs(other - atMs) >= apartMs)) moments.push(atMs);
  }
  return moments.sort((left, right) => left - right);
}

function plantPair(draft: CorpusDraft): void {
  const { random } = draft;
  const [antecedent, consequent] = [draft.take("events"), draft.take("events")];
  const [from, to] = entitiesOf(draft);
  const lagMs = random.between(2.5, 45) * minuteMs;
  const spreadMs = Math.min(random.between(0.5, 3), lagMs / minuteMs / 4) * minuteMs;
  const wanted = random.int(5, 20);
  const hitRate = random.between(0.6, 1);
  const moments = momentsOf(draft, wanted, 2 * hourMs);
  const hits = new Set(random.sample(moments, Math.max(3, Math.round(hitRate * moments.length))));
  const occurrences: WorldEvent[][] = [];
  const against: WorldEvent[] = [];
  for (const atMs of moments) {
    const first = { type: antecedent, entity: from, atMs };
    const lag = Math.max(minuteMs, random.normal(lagMs, spreadMs));
    const second = { type: consequent, entity: to, atMs: Math.floor(atMs + lag) };
    if (hits.has(atMs)) occurrences.push([first, second]);
    else against.push(first);
  }
  for (const atMs of momentsOf(draft, random.int(0, 3), hourMs).filter((atMs) => isFarFrom(atMs, moments)))
    against.push({ type: consequent, entity: to, atMs });
  draft.events.push(...occurrences.flat(), ...against);
  const [k, n] = [hits.size, moments.length];
  const days = new Set([...hits].map((atMs) => Math.floor(atMs / dayMs))).size;
  // Fewer than five hits on three days are beneath what any gate may let through.
  if (k < 5 || days < 3 || k / n < 0.6) {
    draft.trap("F4", "a pair that is too rare to tell", [antecedent, consequent]);
    return;
  }
  const plant = draft.plant({
    family: "F4",
    key: {
      kind: "temporal_association",
      antecedent,
      consequent,
      lagSeconds: Math.round(lagMs / 1000),
      tier: k / n >= 0.75 && n >= 8 ? "strong" : "weak",
    },
    evidence: [],
    against: [],
    expected: "edit",
    counts: { occurrences: k, opportunities: n },
    neededLines: null,
  });
  draft.shownBy.push({ plant, occurrences, against });
}

/** Half the pairs tell of one thing, half of two. */
function entitiesOf(draft: CorpusDraft): [string, string] {
  const from = draft.take("things");
  return [from, draft.random.chance(0.5) ? from : draft.take("things")];
}

function isFarFrom(atMs: number, moments: readonly number[]): boolean {
  return moments.every((other) => atMs < other - minuteMs || atMs > other + 2 * hourMs);
}

/** Two jobs that run at fixed times, one always some minutes after the other. */
function clockTrap(draft: CorpusDraft): void {
  const { random, pack } = draft;
  const [first, second] = random.sample(pack.clocks, 2);
  const minute = random.int(0, 20);
  const later = random.int(5, 30);
  const entity = draft.take("things");
  for (let day = 0; day < draft.days; day++) {
    const atMs = worldStartMs + day * dayMs + 3 * hourMs + minute * minuteMs + random.int(0, 20_000);
    draft.events.push({ type: first ?? "", entity, atMs });
    draft.events.push({ type: second ?? "", entity, atMs: atMs + later * minuteMs + random.int(0, 20_000) });
  }
  draft.trap("F4", "two clocks", [first ?? "", second ?? ""]);
  draft.truths.push({ kind: "scheduled", words: [first ?? ""] }, { kind: "scheduled", words: [second ?? ""] });
}

/** A leads to B and B to C: A and C are linked through B only. */
function mediatedChain(draft: CorpusDraft): void {
  const { random } = draft;
  const types = [draft.take("events"), draft.take("events"), draft.take("events")] as const;
  const entity = draft.take("things");
  const lags = [random.between(6, 12) * minuteMs, random.between(6, 12) * minuteMs] as const;
  const moments = momentsOf(draft, 12, 3 * hourMs);
  const chains = moments.map((atMs): WorldEvent[] => {
    const middle = Math.floor(atMs + random.normal(lags[0], minuteMs / 2));
    const last = Math.floor(middle + random.normal(lags[1], minuteMs / 2));
    return [atMs, middle, last].map((at, index) => ({ type: types[index] ?? "", entity, atMs: at }));
  });
  draft.events.push(...chains.flat());
  for (const [index, lagMs] of lags.entries()) {
    const plant = draft.plant({
      family: "F4",
      key: {
        kind: "temporal_association",
        antecedent: types[index] ?? "",
        consequent: types[index + 1] ?? "",
        lagSeconds: Math.round(lagMs / 1000),
        tier: "strong",
      },
      evidence: [],
      against: [],
      expected: "edit",
      counts: { occurrences: moments.length, opportunities: moments.length },
      neededLines: null,
    });
    draft.shownBy.push({ plant, occurrences: chains.map((chain) => chain.slice(index, index + 2)), against: [] });
  }
  draft.trap("F4", "a pair linked through a third", [`"antecedent":"${types[0]}","consequent":"${types[2]}"`]);
}
