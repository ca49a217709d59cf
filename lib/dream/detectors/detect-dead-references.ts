import { compareText } from "../engine/canonical-json";
import { citeEvent, holdsSecret } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan, lessonLine } from "../engine/lesson-line";
import type { Call } from "../engine/normalised-session";
import { findRemembered } from "../engine/remembered";
import { isRecurrent, supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { mostUsed } from "./detect-corrections";
import {
  type FailedReference,
  failedReferences,
  referenceKey,
  successesSince,
  successfulReferences,
} from "./failed-reference";

const saysMissing = /\b(not|no|never|missing|gone|removed|don'?t|doesn'?t|absent|nonexistent)\b/i;

/**
 * D3, dead references: several sessions look for something that does not exist and never find a replacement. A reference that worked in
 * any later call, or that was made later, is alive.
 */
export function detectDeadReferences(world: DreamWorld): Finding[] {
  const history = successfulReferences(world);
  const failures = failedReferences(world).filter(({ wrong }) => !holdsSecret(wrong.text));
  const corrected = new Set(
    failures.filter(({ recovery }) => recovery).map(({ call, wrong }) => referenceKey(call.tool, wrong)),
  );
  const groups = groupBy(
    failures.filter(({ call, wrong }) => !corrected.has(referenceKey(call.tool, wrong))),
    ({ call, wrong }) => JSON.stringify([wrong.isPath ? "path" : call.tool, wrong.text]),
  );
  return [...groups]
    .sort(([left], [right]) => compareText(left, right))
    .flatMap(([, occurrences]) => {
      const [first] = occurrences;
      return first ? [toFinding(world, first, occurrences, successesSince(history, first, first.call))] : [];
    });
}

function toFinding(
  world: DreamWorld,
  first: FailedReference,
  occurrences: readonly FailedReference[],
  worked: readonly Call[],
): Finding {
  const reference = first.wrong.text;
  const tool = mostUsed(occurrences.map(({ call }) => call.tool));
  const seen = occurrences.map(({ call }) => ({ session: call.session, atMs: call.use.atMs }));
  const support = supportOf(seen, world.sessions);
  const line = lessonLine(`${tool}: ${codeSpan(reference)} does not exist; do not look for it`, support, seen);
  const verdict = judge(world, reference, worked, line, isRecurrent(support));
  const cite = (call: Call, role: "for" | "against") =>
    citeEvent(
      world.sessions[call.session]?.id ?? "",
      role === "for" ? (call.result ?? call.use) : call.use,
      reference,
      role,
    );
  return {
    detector: "D3",
    kind: "dead_reference",
    subject: { tool, reference },
    identity: insightIdentity("dead_reference", [first.wrong.isPath ? "path" : tool, reference]),
    tier: "recurrent",
    claim: `${codeSpan(reference)} does not exist; ${tool} was asked for it in vain.`,
    conditions: [`tool ${tool}`],
    support,
    evidence: [...occurrences.map(({ call }) => cite(call, "for")), ...worked.map((call) => cite(call, "against"))],
    ...verdict,
    edits: verdict.state === "proposed" ? [{ op: "lesson", tool, topics: [reference, tool], line }] : [],
  };
}

function judge(
  world: DreamWorld,
  reference: string,
  worked: readonly Call[],
  line: string,
  recurs: boolean,
): Pick<Finding, "state" | "droppedReason"> {
  const suppressed = (droppedReason: string) => ({ state: "suppressed" as const, droppedReason });
  if (looksLikeInjection(line)) return suppressed("the reference reads like an order to agents");
  if (worked.length > 0) return suppressed("the reference was found later, so it exists");
  if (!recurs) return { state: "watch", droppedReason: "seen in too few sessions or by one actor" };
  const remembered = findRemembered(world, [reference], saysMissing);
  return remembered
    ? suppressed(`already in memory at ${remembered.path} line ${remembered.line}`)
    : { state: "proposed", droppedReason: null };
}
