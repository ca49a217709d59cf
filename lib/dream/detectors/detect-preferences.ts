import { buildTermModel, cosine } from "@/lib/text/similarity";
import { compareText } from "../engine/canonical-json";
import { citeEvent, holdsSecret } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { insightIdentity } from "../engine/insight-identity";
import { lessonLine } from "../engine/lesson-line";
import { findRemembered } from "../engine/remembered";
import { supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { mostUsed } from "./detect-corrections";
import { type StatedRule, statedRules } from "./stated-rules";
import { readAnchors, sameItems } from "./text-anchors";

const alike = 0.6;
const fewestSessions = 2;
const mostStatements = 400;
const mostWatched = 10;
/** A long turn that opens several sessions word for word comes from a template and not from a person. */
const shortestTemplate = 300;
const fewestForTemplate = 3;

/**
 * D13, preferences: what people state as a rule in at least two sessions, above all why they refused a call. Kept word for word with who
 * stated it; only what people typed counts, never what a tool or a file says.
 */
export function detectPreferences(world: DreamWorld): Finding[] {
  const rules = world.sessions.flatMap(statedRules).filter(({ sentence }) => isKeepable(sentence));
  const foreign = rules.length === 0 ? [] : foreignText(world);
  const clusters = clusterRules(rules).filter((cluster) =>
    cluster.every(({ sentence }) => !foreign.some((text) => text.includes(sentence.toLowerCase()))),
  );
  const findings = clusters.flatMap((cluster) => toFinding(world, cluster) ?? []);
  findings.sort(
    (left, right) => right.support.sessions - left.support.sessions || compareText(left.claim, right.claim),
  );
  const others = findings.filter(({ state }) => state !== "proposed").slice(0, mostWatched);
  return [...findings.filter(({ state }) => state === "proposed"), ...others];
}

function isKeepable(sentence: string): boolean {
  return sentence.isWellFormed() && !/[<>[\]\p{Cc}\p{Cf}]|\]\(|https?:/u.test(sentence) && !holdsSecret(sentence);
}

/** What untrusted tools and memory say: a person's sentence that stands there too was pasted or answers it. */
function foreignText(world: DreamWorld): string[] {
  return world.sessions.flatMap(({ utterances }) =>
    utterances
      .filter(({ provenance }) => provenance === "tool_untrusted" || provenance === "memory_echo")
      .map(({ event }) => event.text.replace(/\s+/g, " ").toLowerCase()),
  );
}

/** Rules that say the same: alike by words, with the same negations, names and amounts. */
function clusterRules(rules: readonly StatedRule[]): StatedRule[][] {
  const byText = [...groupBy(rules, ({ sentence }) => bare(sentence))]
    .sort(([left], [right]) => compareText(left, right))
    .slice(0, mostStatements);
  const model = buildTermModel(byText.map(([text]) => text));
  const clusters: { vector: ReturnType<typeof model.vectorize>; text: string; rules: StatedRule[] }[] = [];
  for (const [text, own] of byText) {
    const vector = model.vectorize(text);
    const home = clusters.find((cluster) => cosine(cluster.vector, vector) >= alike && agree(cluster.text, text));
    if (home) home.rules.push(...own);
    else clusters.push({ vector, text, rules: [...own] });
  }
  return clusters.map((cluster) =>
    cluster.rules.sort((left, right) => left.session - right.session || left.event.sequence - right.event.sequence),
  );
}

function bare(sentence: string): string {
  return sentence
    .toLowerCase()
    .replace(/^(please|and|but|so|ok|okay|no|hey)[,:]?\s+/, "")
    .replace(/[.!\s]+$/, "");
}

function agree(left: string, right: string): boolean {
  const [one, other] = [readAnchors(left), readAnchors(right)];
  return (
    sameItems(one.negations, other.negations) &&
    sameItems(one.amounts, other.amounts) &&
    sameItems([...one.keys].sort(), [...other.keys].sort())
  );
}

function toFinding(world: DreamWorld, rules: readonly StatedRule[]): Finding | null {
  const statement = mostUsed(rules.map(({ sentence }) => sentence));
  const seen = rules.map(({ session, event }) => ({ session, atMs: event.atMs }));
  const support = supportOf(seen, world.sessions);
  if (support.sessions < fewestSessions && !rules.some(({ event }) => event.text.length < statement.length * 3))
    return null;
  const line = lessonLine(`Stated by users: “${statement}”`, support, seen);
  const remembered = findRemembered(world, contentWords(statement));
  const verdict = judge(support.sessions, isTemplate(rules), remembered);
  return {
    detector: "D13",
    kind: "preference",
    subject: { statement },
    identity: insightIdentity("preference", [bare(statement)]),
    tier: "recurrent",
    claim: `Stated by users in ${support.sessions} sessions: “${statement}”`,
    conditions: [],
    support,
    evidence: rules.map(({ session, event, sentence }) =>
      citeEvent(world.sessions[session]?.id ?? "", event, sentence),
    ),
    ...verdict,
    edits:
      verdict.state === "proposed"
        ? [{ op: "lesson", tool: "preferences", topics: ["preferences", "conventions", "rules"], line }]
        : [],
  };
}

function isTemplate(rules: readonly StatedRule[]): boolean {
  const turns = groupBy(
    rules.filter(({ event }) => event.text.length >= shortestTemplate),
    ({ event }) => event.text,
  );
  return [...turns.values()].some((same) => same.length >= fewestForTemplate);
}

function judge(
  sessions: number,
  isFromTemplate: boolean,
  remembered: { path: string; line: number } | null,
): Pick<Finding, "state" | "droppedReason"> {
  if (sessions < fewestSessions) return { state: "watch", droppedReason: "stated in one session only" };
  if (isFromTemplate)
    return {
      state: "watch",
      droppedReason: "it stands in a turn that opens several sessions word for word, as a template does",
    };
  return remembered
    ? { state: "suppressed", droppedReason: `already in memory at ${remembered.path} line ${remembered.line}` }
    : { state: "proposed", droppedReason: null };
}

function contentWords(statement: string): string[] {
  const words = statement.match(/[\p{L}\p{N}][\p{L}\p{N}_-]*/gu) ?? [];
  const long = words.filter((word) => word.length >= 4);
  return long.length >= 2 ? long : words;
}
