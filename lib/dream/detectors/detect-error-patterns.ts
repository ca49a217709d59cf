import { sequenceRatio } from "@/lib/text/sequence-ratio";
import { canonicalJson, compareText } from "../engine/canonical-json";
import { citeEvent, holdsSecret } from "../engine/event-evidence";
import { leafTexts } from "../engine/event-text";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan, lessonLine } from "../engine/lesson-line";
import type { Call } from "../engine/normalised-session";
import { isRecurrent, supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { groupByTemplate, wildcard } from "./drain";
import { errorSignature, maskVariables } from "./error-signature";
import { failedReferences } from "./failed-reference";

const recoveryCalls = 8;
const leastWords = 3;
const mostPatterns = 30;

interface Failure {
  call: Call;
  line: string;
}

interface Pattern {
  tool: string;
  template: string;
  words: readonly string[];
  failures: readonly Failure[];
}

/**
 * D1, error templates: errors of one shape from one tool over several sessions. A line is proposed where changing one and the same argument
 * helped afterwards; a pattern without a known way out is shown to people only. Errors of the harness itself and missing
 * references, which D2 and D3 explain, are left out.
 */
export function detectErrorPatterns(world: DreamWorld): Finding[] {
  const explained = new Set(failedReferences(world).map(({ call }) => call));
  const failures = world.sessions.flatMap(({ calls }) =>
    calls.flatMap((call): Failure[] => {
      const isOwn = call.outcome === "failed" && call.provenance === "tool_trusted" && !explained.has(call);
      const line = isOwn ? errorSignature(call.result?.text ?? "") : null;
      return line === null ? [] : [{ call, line }];
    }),
  );
  const lines = failures
    .map((failure) => ({ key: failure.call.tool, text: maskVariables(failure.line), item: failure }))
    .sort((left, right) => compareText(left.key, right.key) || compareText(left.text, right.text));
  return groupByTemplate(lines)
    .map(({ key, template }) => toPattern(key, template.tokens, template.items))
    .filter((pattern) => pattern.words.length >= leastWords && !holdsSecret(pattern.template))
    .map((pattern) => toFinding(world, pattern))
    .filter(({ support }) => support.sessions >= 2)
    .sort((left, right) => right.support.sessions - left.support.sessions || compareText(left.claim, right.claim))
    .slice(0, mostPatterns);
}

function toPattern(tool: string, tokens: readonly string[], failures: readonly Failure[]): Pattern {
  const words = tokens.filter(
    (token) =>
      !token.includes(wildcard) && /\p{L}{3}/u.test(token) && !/^(error|failed|the|for|and|with)\W?$/i.test(token),
  );
  const ordered = failures.toSorted(
    ({ call: left }, { call: right }) => left.session - right.session || left.ordinal - right.ordinal,
  );
  return { tool, template: tokens.join(" ").slice(0, 200), words, failures: ordered };
}

function toFinding(world: DreamWorld, { tool, template, words, failures }: Pattern): Finding {
  const seen = failures.map(({ call }) => ({ session: call.session, atMs: call.use.atMs }));
  const support = supportOf(seen, world.sessions);
  const remedy = commonRemedy(world, failures);
  const shown = template.replaceAll("`", "'");
  const help = remedy
    ? `with another ${codeSpan(remedy.key)} it worked afterwards in ${remedy.recoveries.length} of ${failures.length}`
    : "";
  const line = lessonLine(`${tool}: fails with ${codeSpan(shown)}; ${help}`, support, seen);
  const verdict = judge(world, words, remedy !== null, line, isRecurrent(support));
  return {
    detector: "D1",
    kind: "error_pattern",
    subject: { tool, template },
    identity: insightIdentity("error_pattern", [tool, template]),
    tier: "recurrent",
    claim: `${tool} fails with ${codeSpan(shown)}${help ? `; ${help}` : ""}.`,
    conditions: [`tool ${tool}`],
    support,
    evidence: [
      ...failures.map(({ call, line: error }) =>
        citeEvent(sessionId(world, call), call.result ?? call.use, error.slice(0, 200)),
      ),
      ...(remedy?.recoveries ?? []).map((call) =>
        citeEvent(sessionId(world, call), call.use, leafTexts(call.input[remedy?.key ?? ""])[0] ?? ""),
      ),
    ],
    ...verdict,
    edits: verdict.state === "proposed" ? [{ op: "lesson", tool, topics: [tool], line }] : [],
  };
}

function sessionId(world: DreamWorld, call: Call): string {
  return world.sessions[call.session]?.id ?? "";
}

interface Remedy {
  key: string;
  recoveries: Call[];
}

/** The one argument whose change was followed by success, in at least two sessions and in more than half of the failures. */
function commonRemedy(world: DreamWorld, failures: readonly Failure[]): Remedy | null {
  const recoveries = failures.flatMap(({ call }) => {
    const later = world.sessions[call.session]?.calls.slice(call.ordinal + 1, call.ordinal + 1 + recoveryCalls) ?? [];
    const worked = later.find(
      (other) => other.tool === call.tool && other.outcome === "ok" && other.argsKey !== call.argsKey,
    );
    const keys = worked ? changedKeys(call, worked) : [];
    const [key] = keys;
    return worked && key !== undefined && keys.length === 1 ? [{ key, call: worked }] : [];
  });
  const groups = [...groupBy(recoveries, ({ key }) => key)].sort(
    ([leftKey, left], [rightKey, right]) => right.length - left.length || compareText(leftKey, rightKey),
  );
  const [key, calls] = groups[0] ?? ["", []];
  const sessions = new Set(calls.map(({ call }) => call.session));
  return sessions.size >= 2 && calls.length * 2 > failures.length
    ? { key, recoveries: calls.map(({ call }) => call) }
    : null;
}

/** Arguments that differ; calls with a single argument have none to name. */
function changedKeys(failed: Call, worked: Call): string[] {
  const keys = [...new Set([...Object.keys(failed.input), ...Object.keys(worked.input)])].sort(compareText);
  if (keys.length < 2) return [];
  return keys.filter((key) => canonicalJson(failed.input[key]) !== canonicalJson(worked.input[key]));
}

function judge(
  world: DreamWorld,
  words: readonly string[],
  hasRemedy: boolean,
  line: string,
  recurs: boolean,
): Pick<Finding, "state" | "droppedReason"> {
  if (looksLikeInjection(line))
    return { state: "suppressed", droppedReason: "the error reads like an order to agents" };
  if (!recurs) return { state: "watch", droppedReason: "seen in too few sessions or by one actor" };
  if (isRemembered(world, words)) return { state: "suppressed", droppedReason: "already in memory" };
  return hasRemedy
    ? { state: "proposed", droppedReason: null }
    : { state: "flagged", droppedReason: "no common way out was seen" };
}

/** Whether a statement of memory holds nearly all constant words of the error in their order. */
function isRemembered(world: DreamWorld, words: readonly string[]): boolean {
  const wanted = words.map((word) => word.toLowerCase());
  return world.documents.some(({ units }) =>
    units.some(({ text }) => {
      const said = text.toLowerCase();
      const held = wanted.filter((word) => said.includes(word));
      return held.length >= wanted.length * 0.9 && sequenceRatio(held, wanted) >= 0.9;
    }),
  );
}
