import { compareText } from "../engine/canonical-json";
import { citeEvent, holdsSecret } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { holdsWord } from "../engine/holds-word";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan, lessonLine } from "../engine/lesson-line";
import { citeMemory } from "../engine/memory-evidence";
import type { Call } from "../engine/normalised-session";
import { findRemembered } from "../engine/remembered";
import { isRecurrent, supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import {
  type FailedReference,
  failedReferences,
  type ReferenceHistory,
  successesSince,
  successfulReferences,
} from "./failed-reference";
import { type MisleadingLine, misleadingLines, nounsBefore } from "./misleading-lines";

type Corrected = FailedReference & { recovery: { call: Call; right: string } };

/**
 * D2, wrong → right: a call fails because a thing it names does not exist, and within the next eight calls the same tool works with that
 * word replaced. Proposed when it recurs over sessions and actors and the wrong word never worked afterwards.
 */
export function detectCorrections(world: DreamWorld): Finding[] {
  const history = successfulReferences(world);
  const groups = groupBy(
    failedReferences(world).filter((failure): failure is Corrected => failure.recovery !== null),
    ({ call, wrong, recovery }) => JSON.stringify([wrong.isPath ? "path" : call.tool, wrong.text, recovery.right]),
  );
  const corrections = [...groups.values()]
    .map((occurrences) => weigh(world, occurrences, history))
    .filter(({ wrong, right }) => !holdsSecret(`${wrong} ${right}`))
    .sort((left, right) => compareText(left.sortKey, right.sortKey));
  return corrections.map((correction) => toFinding(world, correction, rivalsOf(correction, corrections)));
}

interface Correction {
  sortKey: string;
  tool: string;
  wrong: string;
  right: string;
  programs: string[];
  occurrences: Corrected[];
  /** Sessions where the right word first came from text that anybody can write. */
  tainted: Corrected[];
  /** Calls that used the wrong word with success afterwards. */
  worked: Call[];
}

function weigh(world: DreamWorld, all: readonly Corrected[], history: ReferenceHistory): Correction {
  const [first] = all;
  const wrong = first?.wrong.text ?? "";
  const right = first?.recovery.right ?? "";
  const tainted = all.filter((occurrence) => isTaught(world, occurrence, right));
  const occurrences = all.filter((occurrence) => !tainted.includes(occurrence));
  const tool = mostUsed(all.map(({ call }) => call.tool));
  return {
    sortKey: JSON.stringify([tool, wrong, right]),
    tool,
    wrong,
    right,
    programs: programsOf(all),
    occurrences,
    tainted,
    worked: first ? successesSince(history, first, first.call) : [],
  };
}

/** Whether the session was told the right word by untrusted text before it used it: then its success proves obedience, not truth. */
function isTaught(world: DreamWorld, { recovery }: Corrected, right: string): boolean {
  const session = world.sessions[recovery.call.session];
  const before = session?.utterances.filter(({ event }) => event.sequence < recovery.call.use.sequence) ?? [];
  const told = before.filter(({ event }) => holdsWord(event.text, right));
  const isFromOutside = told.some(({ provenance }) => provenance === "tool_untrusted");
  return isFromOutside && !told.some(({ provenance }) => provenance === "user" || provenance === "tool_trusted");
}

function programsOf(occurrences: readonly Corrected[]): string[] {
  const slots = occurrences.map(({ wrong }) => wrong.slot);
  const programs = slots
    .filter((slot) => slot !== "path" && slot !== "program")
    .map((slot) => slot.split(" ")[0] ?? "");
  const keys = new Set(occurrences.map(({ wrong }) => wrong.key));
  return [...new Set(programs)]
    .filter((program) => program !== "" && !keys.has(program) && !/[`\p{Cc}]/u.test(program))
    .sort(compareText);
}

/** Other corrections of the same word: with two answers neither is safe to write down. */
function rivalsOf(correction: Correction, all: readonly Correction[]): Correction[] {
  return all.filter(
    (other) =>
      other !== correction &&
      other.tool === correction.tool &&
      other.wrong === correction.wrong &&
      other.occurrences.length > 0,
  );
}

function toFinding(world: DreamWorld, correction: Correction, rivals: readonly Correction[]): Finding {
  const { tool, wrong, right, programs, occurrences, worked } = correction;
  const seen = occurrences.map(({ call }) => ({ session: call.session, atMs: call.use.atMs }));
  const support = supportOf(seen, world.sessions);
  const statement = `${[tool, ...programs.map(codeSpan)].join(" ")}: ${codeSpan(wrong)} does not exist; use ${codeSpan(right)}`;
  const line = lessonLine(statement, support, seen);
  const verdict = judge(world, correction, rivals, line);
  const cited = occurrences.length > 0 ? occurrences : correction.tainted;
  const misleading = verdict.state === "proposed" ? misleadingIn(world, correction) : [];
  return {
    detector: "D2",
    kind: "correction",
    subject: { tool, wrong, right },
    identity: insightIdentity("correction", [occurrences[0]?.wrong.isPath ? "path" : tool, wrong, right]),
    tier: "recurrent",
    claim: `${codeSpan(wrong)} does not exist for ${tool}; ${codeSpan(right)} works in its place.`,
    conditions: [`tool ${tool}`, ...programs.map((program) => `command ${program}`)],
    support,
    evidence: [
      ...cited.flatMap((occurrence) => citeOccurrence(world, occurrence)),
      ...misleading.map(({ document, line: at }) => citeMemory(document, at, at, "against")),
      ...worked.map((call) => citeEvent(world.sessions[call.session]?.id ?? "", call.use, wrong, "against")),
    ],
    ...verdict,
    edits:
      verdict.state === "proposed"
        ? [
            { op: "lesson", tool, topics: [wrong, right, ...programs, tool], line },
            ...misleading.filter(({ document }) => !document.isLocked).map(({ edit }) => edit),
          ]
        : [],
  };
}

function misleadingIn(world: DreamWorld, { wrong, right, occurrences }: Correction): MisleadingLine[] {
  const slots = [...new Set(occurrences.map((occurrence) => occurrence.wrong.slot))];
  const isPath = occurrences.every((occurrence) => occurrence.wrong.isPath);
  const shown = occurrences.at(-1)?.call;
  const errors = occurrences.map(({ call }) => call.result?.text ?? "");
  const eventId = (shown?.result ?? shown?.use)?.eventId ?? "";
  return misleadingLines(world, { text: wrong, isPath, slots, nouns: nounsBefore(errors, wrong) }, right, eventId);
}

function citeOccurrence(world: DreamWorld, { call, wrong, recovery }: Corrected) {
  const sessionId = world.sessions[call.session]?.id ?? "";
  const failure = call.result ?? call.use;
  return [citeEvent(sessionId, failure, wrong.text), citeEvent(sessionId, recovery.call.use, recovery.right)];
}

function judge(
  world: DreamWorld,
  { wrong, right, occurrences, tainted, worked }: Correction,
  rivals: readonly Correction[],
  line: string,
): Pick<Finding, "state" | "droppedReason"> {
  const suppressed = (droppedReason: string) => ({ state: "suppressed" as const, droppedReason });
  if (occurrences.length === 0 && tainted.length > 0) return suppressed("the replacement comes from untrusted text");
  if (looksLikeInjection(line)) return suppressed("the words read like an order to agents");
  if (worked.length > 0) return suppressed("the wrong word worked afterwards, so it exists");
  const support = supportOf(
    occurrences.map(({ call }) => ({ session: call.session, atMs: call.use.atMs })),
    world.sessions,
  );
  if (!isRecurrent(support)) return { state: "watch", droppedReason: "seen in too few sessions or by one actor" };
  const remembered = findRemembered(world, [wrong, right]);
  if (remembered) return suppressed(`already in memory at ${remembered.path} line ${remembered.line}`);
  const strongest = Math.max(0, ...rivals.map((rival) => rival.occurrences.length));
  if (strongest * 2 > occurrences.length)
    return { state: "flagged", droppedReason: "sessions disagree about the replacement" };
  return { state: "proposed", droppedReason: null };
}

/** The most frequent text; the first in code unit order of those that are equally frequent. */
export function mostUsed(texts: readonly string[]): string {
  const counts = [...groupBy(texts, (text) => text)].map(([text, all]) => ({ text, count: all.length }));
  counts.sort((left, right) => right.count - left.count || compareText(left.text, right.text));
  return counts[0]?.text ?? "";
}
