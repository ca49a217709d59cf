import { compareText } from "../engine/canonical-json";
import { citeEvent, holdsSecret } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan, lessonLine } from "../engine/lesson-line";
import { citeMemory } from "../engine/memory-evidence";
import { findRemembered } from "../engine/remembered";
import { supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { type Deed, readDeed } from "./deed";
import { expiredClaims } from "./expired-claims";
import { doOverlap, incidentMarks, workInterval } from "./work-interval";

/** A mark that more sessions mention is a place or a release, not an incident. */
const mostSessionsOfMark = 4;
const mostFindings = 30;

/**
 * D14, coordination: two sessions do the same to the same thing while both are at it. What is counted is work that was done twice; the line
 * asks to claim it first. Claims in memory that ran out are shown to people.
 */
export function detectCoordination(world: DreamWorld): Finding[] {
  const deeds = world.sessions.flatMap(({ calls }) => calls.flatMap((call) => readDeed(call) ?? []));
  const groups = groupBy(deeds, ({ action, entity }) => `${action}\0${entity}`);
  const doubled = [...groups]
    .sort(([left], [right]) => compareText(left, right))
    .flatMap(([, group]) => doneTwice(world, group));
  const findings = doubled.flatMap((group) => toFinding(world, group) ?? []);
  return [...mergeSame(findings).slice(0, mostFindings), ...expiredClaims(world)];
}

/** The deeds of a group that another session did at the same time, in sets of sessions that worked at once. */
function doneTwice(world: DreamWorld, group: readonly Deed[]): Deed[][] {
  const bySession = [...groupBy(group, ({ call }) => call.session).values()];
  if (bySession.length < 2) return [];
  const sets: Deed[][] = [];
  for (const own of bySession) {
    const set = sets.find((other) => other.some((left) => own.some((right) => areSameWork(world, left, right))));
    if (set) set.push(...own);
    else sets.push([...own]);
  }
  return sets.filter((set) => new Set(set.map(({ call }) => call.session)).size >= 2);
}

function areSameWork(world: DreamWorld, left: Deed, right: Deed): boolean {
  for (const [key, name] of left.names) if ((right.names.get(key) ?? name) !== name) return false;
  if (!left.isCertain && left.receipts.some((receipt) => right.receipts.includes(receipt))) return false;
  const [one, other] = [world.sessions[left.call.session], world.sessions[right.call.session]];
  if (!one || !other) return false;
  const [first, second] = [workInterval(one, left.entity), workInterval(other, left.entity)];
  if (first && second) return doOverlap(first, second);
  const shared = [...incidentMarks(one, left.entity)].filter((mark) => incidentMarks(other, left.entity).has(mark));
  return shared.some((mark) => isOfFew(world, mark));
}

function isOfFew(world: DreamWorld, mark: string): boolean {
  const holders = world.sessions.filter(({ utterances }) => utterances.some(({ event }) => event.text.includes(mark)));
  return holders.length <= mostSessionsOfMark;
}

/** Two verbs of one piece of work on one thing by the same sessions are one finding: the first stands. */
function mergeSame(findings: readonly Finding[]): Finding[] {
  return [...groupBy(findings, ({ identity }) => identity).values()].flatMap(([first]) => first ?? []);
}

function toFinding(world: DreamWorld, deeds: readonly Deed[]): Finding | null {
  const [first] = deeds;
  if (!first || /[`\p{Cc}\p{Cf}]/u.test(first.entity + first.action)) return null;
  const { action, entity } = first;
  if (holdsSecret(`${action} ${entity}`) || looksLikeInjection(`${action} ${entity}`)) return null;
  const seen = deeds.map(({ call }) => ({ session: call.session, atMs: call.use.atMs }));
  const support = supportOf(seen, world.sessions);
  const sessions = [...new Set(deeds.map(({ call }) => world.sessions[call.session]?.id ?? ""))];
  const statement = `${action} ${codeSpan(entity)}: claim it first and see who has it; sessions did it twice at the same time`;
  const remembered = findRemembered(world, [entity], /\bclaim/i);
  return {
    detector: "D14",
    kind: "coordination",
    subject: { entity, tool: first.call.tool, sessions },
    identity: insightIdentity("coordination", [action, entity]),
    tier: "exact",
    claim: `${sessions.length} sessions did ${action} on ${codeSpan(entity)} while each was working on it.`,
    conditions: [`tool ${first.call.tool}`, `entity ${entity}`],
    support,
    evidence: [
      ...deeds.map(({ call }) => citeEvent(world.sessions[call.session]?.id ?? "", call.use, entity)),
      ...deeds.flatMap(({ call }) =>
        call.result?.text ? [citeEvent(world.sessions[call.session]?.id ?? "", call.result, entity)] : [],
      ),
      ...(remembered ? citeRule(world, remembered) : []),
    ],
    ...(remembered
      ? { state: "flagged", droppedReason: `the rule at ${remembered.path} line ${remembered.line} was not followed` }
      : { state: "proposed", droppedReason: null }),
    edits: remembered
      ? []
      : [
          {
            op: "lesson",
            tool: first.call.tool,
            topics: [entity, action, "coordination"],
            line: lessonLine(statement, support, seen),
          },
        ],
  };
}

function citeRule(world: DreamWorld, { path, line }: { path: string; line: number }) {
  const document = world.documents.find((candidate) => candidate.path === path);
  return document ? [citeMemory(document, line, line, "against")] : [];
}
