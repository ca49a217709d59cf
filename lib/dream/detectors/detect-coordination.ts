import type { InsightSupport } from "@/lib/contract/dream-insight";
import { compareText } from "../engine/canonical-json";
import { citeEvent, holdsSecret } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan, lessonLine } from "../engine/lesson-line";
import { citeMemory } from "../engine/memory-evidence";
import { findRemembered } from "../engine/remembered";
import { isRecurrent, supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { type Deed, readDeed } from "./deed";
import { expiredClaims } from "./expired-claims";
import { doOverlap, incidentMarks, type WorkInterval, workInterval } from "./work-interval";

/** A mark that more sessions mention is a place or a release, not an incident. */
const mostSessionsOfMark = 4;
const mostFindings = 30;
/** Deeds of one session on one thing that are compared with those of another. */
const mostCompared = 20;

/**
 * D14, coordination: two sessions do the same to the same thing while both are at it. What is counted is work that was done twice; the line
 * asks to claim it first. That it happened is exact, that it will again is learnt: the tier is that of what recurs, and a schedule lets
 * nobody but people approve what was seen on a single day. Claims in memory that ran out are shown to people.
 */
export function detectCoordination(world: DreamWorld): Finding[] {
  const deeds = world.sessions.flatMap(({ calls }) => calls.flatMap((call) => readDeed(call) ?? []));
  const groups = groupBy(deeds, ({ action, entity }) => `${action}\0${entity}`);
  const doubled = [...groups]
    .sort(([left], [right]) => compareText(left, right))
    .map(([, group]) => doneTwice(world, group).flat())
    .filter((group) => group.length > 0);
  const findings = doubled.flatMap((group) => toFinding(world, group) ?? []);
  return [...findings.slice(0, mostFindings), ...expiredClaims(world)];
}

/** What one session did to a thing, and when it was at it. */
interface Work {
  deeds: Deed[];
  interval: WorkInterval | null;
  marks: ReadonlySet<string>;
}

/** The deeds of a group that another session did at the same time, in sets of sessions that worked at once. */
function doneTwice(world: DreamWorld, group: readonly Deed[]): Deed[][] {
  const bySession = [...groupBy(group, ({ call }) => call.session)];
  if (bySession.length < 2) return [];
  const sets: Work[][] = [];
  for (const [position, deeds] of bySession) {
    const session = world.sessions[position];
    const entity = deeds[0]?.entity ?? "";
    if (!session) continue;
    const interval = workInterval(session, entity);
    const work = { deeds, interval, marks: interval ? new Set<string>() : incidentMarks(session, entity) };
    const set = sets.find((others) => others.some((other) => areSameWork(world, other, work)));
    if (set) set.push(work);
    else sets.push([work]);
  }
  return sets.filter((set) => set.length >= 2).map((set) => set.flatMap(({ deeds }) => deeds));
}

function areSameWork(world: DreamWorld, left: Work, right: Work): boolean {
  const isAtOnce =
    left.interval && right.interval
      ? doOverlap(left.interval, right.interval)
      : [...left.marks].some((mark) => right.marks.has(mark) && isOfFew(world, mark));
  if (!isAtOnce) return false;
  const [one, other] = [left.deeds.slice(0, mostCompared), right.deeds.slice(0, mostCompared)];
  return one.some((deed) => other.some((twin) => areSameDeed(deed, twin)));
}

function areSameDeed(left: Deed, right: Deed): boolean {
  for (const [key, name] of left.names) if ((right.names.get(key) ?? name) !== name) return false;
  return left.isCertain || !left.receipts.some((receipt) => right.receipts.includes(receipt));
}

function isOfFew(world: DreamWorld, mark: string): boolean {
  const holders = world.sessions.filter(({ utterances }) =>
    utterances.some(({ event, provenance }) => provenance === "user" && event.text.includes(mark)),
  );
  return holders.length <= mostSessionsOfMark;
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
  const verdict = judge(support, remembered);
  return {
    detector: "D14",
    kind: "coordination",
    subject: { entity, tool: first.call.tool, sessions },
    identity: insightIdentity("coordination", [action, entity]),
    tier: "recurrent",
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
    ...verdict,
    edits:
      verdict.state === "proposed"
        ? [
            {
              op: "lesson",
              tool: first.call.tool,
              topics: [entity, action, "coordination"],
              line: lessonLine(statement, support, seen),
            },
          ]
        : [],
  };
}

function judge(
  support: InsightSupport,
  rule: ReturnType<typeof findRemembered>,
): Pick<Finding, "state" | "droppedReason"> {
  if (rule) return { state: "flagged", droppedReason: `the rule at ${rule.path} line ${rule.line} was not followed` };
  if (!isRecurrent(support)) return { state: "flagged", droppedReason: "seen in two sessions of one actor only" };
  return { state: "proposed", droppedReason: null };
}

function citeRule(world: DreamWorld, { path, line }: { path: string; line: number }) {
  const document = world.documents.find((candidate) => candidate.path === path);
  return document ? [citeMemory(document, line, line, "against")] : [];
}
