import { compareText } from "../engine/canonical-json";
import type { Edit } from "../engine/edit";
import { citeEvent, holdsSecret } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { holdsWord } from "../engine/holds-word";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan } from "../engine/lesson-line";
import { citeMemory } from "../engine/memory-evidence";
import type { Call } from "../engine/normalised-session";
import { supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { callsNaming } from "./calls-naming";
import { splitName } from "./entity-vocabulary";
import { agreeingFacts } from "./fact-conflicts";
import { stemWord } from "./fact-key";
import { namesEntity } from "./fact-proof";
import { areComparable, type FactValue, readFactValue } from "./fact-value";
import type { MemoryFact } from "./memory-facts";
import { type ResultField, resultFields } from "./result-fields";
import { environmentOf, sameItems } from "./text-anchors";

/** A trusted result that gives the key a value, later than memory was written. */
interface Reading {
  value: FactValue;
  call: Call;
  atMs: number;
}

/**
 * The half of D9 that holds memory against transcripts: a key to which memory gives one value, and trusted results later than the writing
 * give another. Names change by decision, so one result is enough; amounts also move by themselves and need two sessions.
 */
export function outdatedFacts(facts: readonly MemoryFact[], world: DreamWorld): Finding[] {
  return agreeingFacts(facts).flatMap((group) => {
    const readings = readingsOf(group, world);
    const [first] = group;
    return first && readings.some(({ value }) => value.normal !== first.value.normal)
      ? [toFinding(group, first, readings, world)]
      : [];
  });
}

function readingsOf(group: readonly MemoryFact[], world: DreamWorld): Reading[] {
  const times = group.map(({ writtenAtMs }) => writtenAtMs);
  if (group.some(({ entity, value }) => entity.length === 0 || value.qualifier !== "") || times.includes(null))
    return [];
  const since = Math.max(...times.map((atMs) => atMs ?? 0));
  return callsNaming(
    group.map(({ entity }) => entity),
    world,
  )
    .flatMap((call) => readingIn(call, group, since))
    .sort(
      (left, right) =>
        left.atMs - right.atMs || left.call.session - right.call.session || left.call.ordinal - right.call.ordinal,
    );
}

function readingIn(call: Call, group: readonly MemoryFact[], since: number): Reading[] {
  const { result } = call;
  if (!result || result.atMs === null || result.atMs <= since) return [];
  const { atMs } = result;
  const asked = `${call.tool} ${call.argsKey}`;
  const values = resultFields(result.text)
    .filter((field) => isAbout(field, asked, group))
    .flatMap(({ text }) => readFactValue(text) ?? [])
    .filter((value) => group.every((fact) => areComparable(value, fact.value)) && value.qualifier === "");
  const [value] = values;
  const isOne = new Set(values.map(({ normal }) => normal)).size === 1;
  return value && isOne && isFit(value, call) ? [{ value, call, atMs }] : [];
}

/** What the agent put into its own call proves nothing when it comes back. */
function isFit({ text }: FactValue, call: Call): boolean {
  return !holdsWord(call.argsKey, text) && !holdsSecret(text) && !looksLikeInjection(text);
}

function isAbout({ name }: ResultField, asked: string, group: readonly MemoryFact[]): boolean {
  const words = splitName(name);
  const environments = [...new Set(splitName(`${asked} ${name}`).flatMap((word) => environmentOf(word) ?? []))].sort();
  return group.every(({ entity, key, environments: own }) => {
    const told = words.filter((word) => !entity.includes(word) && !environmentOf(word)).map(stemWord);
    return (
      namesEntity(`${asked} ${name}`, [{ entity }]) &&
      sameItems([...new Set(told)].sort(), [...key.attribute].sort()) &&
      sameItems(environments, own)
    );
  });
}

function toFinding(
  group: readonly MemoryFact[],
  first: MemoryFact,
  readings: readonly Reading[],
  world: DreamWorld,
): Finding {
  const latest = readings.at(-1)?.value ?? first.value;
  const newer = readings.filter(({ value }) => value.normal === latest.normal);
  const values = new Map(
    [first.value, ...readings.map(({ value }) => value)].map(({ normal, text }) => [normal, text]),
  );
  const listed = [...values.values()].sort(compareText);
  const labels = group.map(({ label }) => label);
  const label = labels.sort((left, right) => left.length - right.length || compareText(left, right))[0] ?? "";
  const doubt = doubtOf(first, readings, latest);
  const open = doubt === null ? group.filter(({ document }) => !document.isLocked) : [];
  const proof = newer.at(-1)?.call;
  const eventId = (proof?.result ?? proof?.use)?.eventId ?? "";
  const edits = open.flatMap(({ document, line, column, value }): Edit[] =>
    (document.lines[line - 1] ?? "").startsWith(value.text, column)
      ? [
          {
            op: "substitute",
            path: document.path,
            line,
            column,
            expected: value.text,
            text: latest.text,
            cause: { kind: "contradicted_by", eventId },
          },
        ]
      : [],
  );
  const seen = newer.map(({ call, atMs }) => ({ session: call.session, atMs }));
  return {
    detector: "D9",
    kind: "contradiction",
    subject: { key: label, values: listed, survivor: latest.text },
    identity: insightIdentity("contradiction", [label.toLowerCase(), [...values.keys()].sort(compareText)]),
    tier: "exact",
    claim: `Memory gives ${label} as ${codeSpan(first.value.text)}; the latest trusted result gives ${codeSpan(latest.text)}.`,
    conditions: first.environments.map((name) => `environment ${name}`),
    support: { ...supportOf(seen, world.sessions), occurrences: group.length },
    evidence: [
      ...group.map(({ document, line }) => citeMemory(document, line, line, "against")),
      ...readings.map(({ call, value }) =>
        citeEvent(
          world.sessions[call.session]?.id ?? "",
          call.result ?? call.use,
          value.text,
          value.normal === latest.normal ? "for" : "against",
        ),
      ),
    ],
    state: edits.length > 0 ? "proposed" : "flagged",
    droppedReason: edits.length > 0 ? null : (doubt ?? "the lines must not be edited"),
    edits,
  };
}

/** Why a newer value may not yet take the place of the older one, or null. */
function doubtOf({ value }: MemoryFact, readings: readonly Reading[], latest: FactValue): string | null {
  if (latest.normal === value.normal) return "the latest result agrees with memory, earlier ones do not";
  if (readings.some((reading) => reading.value.normal !== latest.normal))
    return "trusted results differ among themselves";
  const sessions = new Set(readings.map(({ call }) => call.session)).size;
  const movesByItself = value.type === "number" || value.type === "time";
  return movesByItself && sessions < 2 ? "an amount seen in one session only may be passing" : null;
}
