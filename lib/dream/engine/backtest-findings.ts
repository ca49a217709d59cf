import { detectCorrections } from "../detectors/detect-corrections";
import { detectDeadReferences } from "../detectors/detect-dead-references";
import {
  type FailedReference,
  failedReferences,
  type ReferenceHistory,
  referenceKey,
  successfulReferences,
} from "../detectors/failed-reference";
import type { Finding } from "./finding";
import type { Call } from "./normalised-session";
import type { DreamWorld } from "./world";

/** The newest part of the sessions is kept from the first pass, so that a rule meets calls that it was not learnt from. */
const withheldPart = 1 / 3;
/** With fewer sessions either side of the cut says nothing. */
const fewestSessions = 6;

type Backtest = NonNullable<Finding["backtest"]>;

/**
 * Replays the rules about references on sessions that they were not learnt from: the detectors run once more on the older two
 * thirds, and what they would have proposed then is held against the calls of the newest third. A rule that only all
 * sessions together support gets no backtest. Cost: one more pass of two detectors, linear in calls.
 */
export function backtestFindings(world: DreamWorld, findings: readonly Finding[]): Finding[] {
  const cut = world.sessions.length - Math.floor(world.sessions.length * withheldPart);
  if (world.sessions.length < fewestSessions) return [...findings];
  const older: DreamWorld = { ...world, sessions: world.sessions.slice(0, cut) };
  const learnt = new Map(
    [...detectCorrections(older), ...detectDeadReferences(older)]
      .filter(({ state }) => state === "proposed")
      .map((finding) => [finding.identity, finding]),
  );
  const failures = failedReferences(world);
  const replay = {
    world,
    earlier: failures.filter(({ call }) => call.session < cut),
    later: failures.filter(({ call }) => call.session >= cut),
    history: successfulReferences({ ...world, sessions: world.sessions.slice(cut) }),
  };
  return findings.map((finding) => {
    const rule = learnt.get(finding.identity);
    const reference = rule && finding.state === "proposed" ? referenceOf(rule) : null;
    return reference === null ? finding : { ...finding, backtest: replayRule(replay, reference) };
  });
}

interface Reference {
  tool: string;
  wrong: string;
  right: string | null;
}

function referenceOf(finding: Finding): Reference | null {
  if (finding.kind === "correction") return finding.subject;
  if (finding.kind === "dead_reference") {
    return { tool: finding.subject.tool, wrong: finding.subject.reference, right: null };
  }
  return null;
}

interface Replay {
  world: DreamWorld;
  earlier: readonly FailedReference[];
  later: readonly FailedReference[];
  history: ReferenceHistory;
}

function replayRule({ world, earlier, later, history }: Replay, rule: Reference): Backtest {
  const isSubject = ({ call, wrong }: FailedReference) =>
    wrong.text === rule.wrong && (wrong.isPath || call.tool === rule.tool);
  const taught = earlier.filter(isSubject);
  const met = later.filter(isSubject);
  // Who found another word in the end would have been sent to the wrong one.
  const prevented = met.filter(({ recovery }) => rule.right === null || (recovery?.right ?? rule.right) === rule.right);
  const misled: Call[] = [
    ...met.filter((failure) => !prevented.includes(failure)).map(({ call }) => call),
    ...later.filter(({ call, wrong }) => call.tool === rule.tool && wrong.text === rule.right).map(({ call }) => call),
    ...taught.flatMap(({ call, wrong }) => history.get(referenceKey(call.tool, wrong)) ?? []),
  ];
  const actorOf = ({ call }: FailedReference) => world.sessions[call.session]?.actorKey;
  const teachers = new Set(taught.map(actorOf));
  return {
    prevented: prevented.length,
    failures: later.filter((failure) => failure.call.tool === rule.tool || isSubject(failure)).length,
    sessions: new Set(prevented.map(({ call }) => call.session)).size,
    other_actors: new Set(prevented.map(actorOf).filter((actor) => !teachers.has(actor))).size,
    misled: new Set(misled).size,
  };
}
