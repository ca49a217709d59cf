import { compareText } from "../engine/canonical-json";
import { groupBy } from "../engine/group-by";
import type { NormalisedSession } from "../engine/normalised-session";
import { countItems, type ItemCounts, lnSequences, sequenceChance, trialsTail } from "../statistics/sequence-chance";
import { type FrequentSequence, frequentSequences, isPartOf, placesOf } from "./frequent-sequences";
import { workflowLimits } from "./workflow-limits";

/** Sessions that are looked at together: those of one task, or all of them. */
interface Scope {
  task: string | null;
  /** Positions in the world's list. */
  sessions: readonly number[];
}

/** Steps that enough sessions did in this order, more than chance would have it. */
export interface WorkflowCandidate {
  scope: Scope;
  names: readonly string[];
  /** Positions of the sessions that did so. */
  holders: readonly number[];
  /** How many would have by chance, at most. */
  expected: number;
}

/** Sequences are held against each other pair by pair, step by step: of more than so many only the most frequent and longest. */
const mostCompared = 60;

/** Candidates of each task first; of all sessions together only what no task explains. `names` are the steps of each session. */
export function workflowCandidates(
  sessions: readonly NormalisedSession[],
  names: readonly (readonly string[])[],
): WorkflowCandidate[] {
  const all: Scope = { task: null, sessions: sessions.map((_, position) => position) };
  const byTask = groupBy(all.sessions, (position) => sessions[position]?.metadata.task ?? "");
  byTask.delete("");
  const tasks = [...byTask].sort(([left], [right]) => compareText(left, right));
  const ofTasks = tasks.flatMap(([task, own]) => candidatesOf({ task, sessions: own }, names));
  const others = candidatesOf(all, names).filter((candidate) => !ofTasks.some((other) => areNested(candidate, other)));
  return [...ofTasks, ...others];
}

function areNested({ names: left }: WorkflowCandidate, { names: right }: WorkflowCandidate): boolean {
  return isPartOf(left, right) || isPartOf(right, left);
}

function candidatesOf(scope: Scope, names: readonly (readonly string[])[]): WorkflowCandidate[] {
  const { fewestSteps, mostSteps, mostSkipped, mostPlacesPerCall } = workflowLimits;
  const support = Math.max(
    workflowLimits.fewestSessions,
    Math.ceil(scope.sessions.length * workflowLimits.sessionShare),
  );
  if (scope.sessions.length < support) return [];
  const sequences = scope.sessions.map((position) => names[position] ?? []);
  const found = frequentSequences(sequences, {
    fewestItems: fewestSteps,
    mostItems: mostSteps,
    mostSkipped,
    support,
    mostPlacesPerItem: mostPlacesPerCall,
  });
  const counted = countItems(sequences);
  return withoutCompany(beyondChance(found, counted, support), sequences, counted).map(
    ({ items, holders, expected }) => ({
      scope,
      names: items,
      holders: holders.flatMap((holder) => scope.sessions[holder] ?? []),
      expected,
    }),
  );
}

/** How many kinds of steps enough sessions have. */
function kindsOf({ counts }: ItemCounts, support: number): number {
  const isFrequent = (own: readonly number[]) => own.filter((count) => count > 0).length >= support;
  return [...counts].filter(([item, own]) => item !== "" && isFrequent(own)).length;
}

type Surprising = FrequentSequence & { expected: number };

/** Those that random order does not explain, over all sequences that could have been found, of any length. */
function beyondChance(found: readonly FrequentSequence[], counted: ItemCounts, support: number): Surprising[] {
  const kinds = kindsOf(counted, support);
  const lnLengths = Math.log(workflowLimits.mostSteps - workflowLimits.fewestSteps + 1);
  return found.flatMap((sequence) => {
    const { items, holders } = sequence;
    const { expected, lnTail } = sequenceChance(items, counted, holders.length, workflowLimits.mostSkipped);
    const lnAdjusted = lnTail + lnSequences(kinds, items.length) + lnLengths;
    return lnAdjusted <= Math.log(workflowLimits.orderAlpha) ? [{ ...sequence, expected }] : [];
  });
}

/**
 * Of nested sequences the one that stands for them: a part gives way to the whole that nearly all of its sessions did, and a whole to a part
 * that many more did, since what came along in a few of them is no step.
 */
function whole(found: readonly Surprising[]): Surprising[] {
  return found.filter((one) =>
    found.every((other) => {
      if (other === one) return true;
      if (one.items.length < other.items.length && isPartOf(one.items, other.items)) return !isKept(one, other);
      return !(other.items.length < one.items.length && isPartOf(other.items, one.items)) || isKept(other, one);
    }),
  );
}

/** Whether the whole keeps nearly all sessions of its part. */
function isKept(part: Surprising, of: Surprising): boolean {
  return of.holders.length >= part.holders.length * workflowLimits.keptShare;
}

/**
 * Those of which every step belongs to the others. A daily call stands beside most things by chance: where the other steps are, it must come
 * in more sessions than its own frequency explains, over all calls and places where one could come along.
 */
function withoutCompany(
  found: readonly Surprising[],
  sequences: readonly (readonly string[])[],
  counted: ItemCounts,
): Surprising[] {
  let left = found
    .toSorted(
      (one, other) =>
        other.holders.length - one.holders.length ||
        other.items.length - one.items.length ||
        compareText(one.items.join("\n"), other.items.join("\n")),
    )
    .slice(0, mostCompared);
  const kinds = kindsOf(counted, workflowLimits.fewestSessions);
  const isPadded = ({ items, holders }: Surprising) =>
    items.some((_, at) => {
      const tail = trialsTail(companyChances(items, at, sequences, counted), holders.length);
      return tail * kinds * (items.length + 1) > workflowLimits.orderAlpha;
    });
  for (let standing = whole(left); ; standing = whole(left)) {
    const padded = new Set(standing.filter(isPadded));
    if (padded.size === 0) return standing;
    left = left.filter((one) => !padded.has(one));
  }
}

/** For each sequence that holds the other items: the chance that this one stands where it would have to. */
function companyChances(
  items: readonly string[],
  at: number,
  sequences: readonly (readonly string[])[],
  { counts }: ItemCounts,
): number[] {
  const { mostSkipped } = workflowLimits;
  const others = items.toSpliced(at, 1);
  const own = counts.get(items[at] ?? "") ?? [];
  const isEnd = at === 0 || at === others.length;
  // Without a step in the middle its neighbours may stand as far apart as they did with it.
  const reach = isEnd ? mostSkipped : 2 * mostSkipped + 1;
  return sequences.flatMap((sequence, holder) => {
    const found = others.every((item) => counts.get(item)?.[holder]) ? placesOf(sequence, others, reach) : null;
    if (found === null) return [];
    const places = isEnd ? mostSkipped + 1 : Math.max(1, (found[at] ?? 0) - (found[at - 1] ?? 0) - 1);
    return [Math.min(1, (places * (own[holder] ?? 0)) / sequence.length)];
  });
}
