import type { HardNegative } from "@/lib/dream/statistics/testing-hard-negatives";
import type { Family } from "../generate/plant";

/** One guard of the engine and how its sources read without it. */
export interface Ablation {
  guard: string;
  families: readonly Family[];
  /** It keeps links from being seen where none are: worlds of this kind, without any, show what it is worth. */
  against?: HardNegative;
  file: string;
  /** The unit test that fails without it, for what no family plants. */
  heldBy?: { file: string; test: string };
  /** Stands exactly once in the file. */
  find: string;
  replace: string;
}

/**
 * The guards that can be taken out. The engine carries no switch for this: a measurement bundles it from sources in which one guard was
 * replaced, so that nothing in a running system can be left off.
 */
export const ablations: readonly Ablation[] = [
  {
    guard: "D2: two sessions and two actors, or three sessions",
    families: ["F1", "F2"],
    file: "lib/dream/engine/support.ts",
    find: "return (support.sessions >= 2 && support.actors >= 2) || support.sessions >= 3;",
    replace: "return support.sessions >= 1;",
  },
  {
    guard: "D2: the wrong word never worked later",
    families: ["F1"],
    file: "lib/dream/detectors/detect-corrections.ts",
    find: 'if (worked.length > 0) return suppressed("the wrong word worked afterwards, so it exists");',
    replace: "",
  },
  {
    guard: "D2: at most two words change",
    families: ["F1"],
    file: "lib/dream/detectors/call-correction.ts",
    heldBy: {
      file: "lib/dream/detectors/detect-corrections.test.ts",
      test: "takes no other job of a long command for a correction of the one that failed",
    },
    find: "removed > mostChanged || added > mostChanged",
    replace: "false",
  },
  {
    guard: "D2: the replacement was not named by untrusted text",
    families: ["F11"],
    file: "lib/dream/detectors/detect-corrections.ts",
    find: "const tainted = all.filter((occurrence) => isTaught(world, occurrence, right));",
    replace: "const tainted: Corrected[] = [];",
  },
  {
    guard: "D2: no secret in a correction",
    families: ["F11"],
    file: "lib/dream/detectors/detect-corrections.ts",
    find: ".filter(({ wrong, right }) => !holdsSecret(",
    replace: '.filter(({ wrong, right }) => !holdsSecret("") || !holdsSecret(',
  },
  {
    guard: "D3: the reference was not found later",
    families: ["F2"],
    file: "lib/dream/detectors/detect-dead-references.ts",
    find: 'if (worked.length > 0) return suppressed("the reference was found later, so it exists");',
    replace: "",
  },
  {
    guard: "D8: names, numbers and negations match",
    families: ["F6"],
    file: "lib/dream/detectors/compare-units.ts",
    find: 'if (isSameStatement(left.anchors, right.anchors, vocabulary)) return "duplicate";',
    replace: 'return "duplicate";',
  },
  {
    guard: "D9: a trusted result that is not memory read back",
    families: ["F7", "F11"],
    file: "lib/dream/detectors/calls-naming.ts",
    find: 'call.provenance === "tool_trusted" && !call.touchesMemory &&',
    replace: "",
  },
  {
    guard: "D9: notes under a date are history",
    families: ["F7"],
    file: "lib/dream/detectors/fact-conflicts.ts",
    find: "const current = facts.filter(({ isHistoric }) => !isHistoric);",
    replace: "const current = facts;",
  },
  {
    guard: "D9: values of two environments are two keys",
    families: ["F7"],
    file: "lib/dream/detectors/fact-conflicts.ts",
    find: "JSON.stringify([key.head, environments])",
    replace: "JSON.stringify([key.head])",
  },
  {
    guard: "D9: values of a list do not conflict",
    families: ["F7"],
    file: "lib/dream/detectors/fact-conflicts.ts",
    find: "(group) => distinct(group) <= mostValues && !isListed(group) && isFunctional(group, kinds)",
    replace: "(group) => distinct(group) <= mostValues",
  },
  {
    guard: "D9: a number without its unit stands behind what it measures",
    families: ["F6", "F7", "F11"],
    file: "lib/dream/detectors/fact-proof.ts",
    heldBy: {
      file: "lib/dream/detectors/fact-proof.test.ts",
      test: "takes a number without its unit only where what it measures stands before it",
    },
    find: 'if (heads.has("")) return holdsWord(line, amountIn(value) ?? "");',
    replace: 'return holdsWord(line, amountIn(value) ?? "");',
  },
  {
    guard: "D9: a sentence is settled by what says it again",
    families: ["F6", "F7", "F11"],
    file: "lib/dream/detectors/fact-proof.ts",
    heldBy: {
      file: "lib/dream/detectors/detect-contradictions.test.ts",
      test: "lets a count that a tool shows settle no advice: only what says the sentence again does",
    },
    find: "key.attribute.every((stem)",
    replace: "key.attribute.some((stem)",
  },
  {
    guard: "D10: a relative day in a line that tells of one time",
    families: ["F8"],
    file: "lib/dream/detectors/relative-dates.ts",
    find: "if (!tellsOfOneTime(found.groups ?? {}, before, after)) return null;",
    replace: "",
  },
  {
    guard: "D10: no relative day in doubt, in a rule or a question",
    families: ["F8"],
    file: "lib/dream/detectors/relative-dates.ts",
    find: "if (unsure.test(",
    replace: "if (false && (",
  },
  {
    guard: "D6: chance among all pairs and windows",
    families: ["F4"],
    against: "few bursts",
    file: "lib/dream/statistics/find-pairs.ts",
    find: "const pAdjusted = (1 + atLeast(overall, best.z)) / (overall.length + 1);",
    replace: "const pAdjusted = 0 * best.z;",
  },
  {
    guard: "D6: more often than not",
    families: ["F4"],
    against: "less often than not",
    file: "lib/dream/statistics/judge-pair.ts",
    find: "if (share < leastShare)",
    replace: "if (share < 0)",
  },
  {
    guard: "D6: three times as often as by chance",
    families: ["F4"],
    against: "frequent anyway",
    file: "lib/dream/statistics/judge-pair.ts",
    find: "if (hits.length < leastLift * expected)",
    replace: "if (hits.length < 0)",
  },
  {
    guard: "D6: three sessions on three days",
    families: ["F4"],
    against: "one talkative session",
    file: "lib/dream/statistics/judge-pair.ts",
    find: "if (sessions.size < leastSessions)",
    replace: "return null;\n  if (sessions.size < leastSessions)",
  },
  {
    guard: "D6: two clocks",
    families: ["F4"],
    against: "jobs of one scheduler",
    file: "lib/dream/statistics/judge-pair.ts",
    find: 'if (both.every(({ times }) => alignedPeriod(times) !== null)) return "scheduled together";',
    replace: "",
  },
  {
    guard: "D6: a schedule of its own",
    families: ["F4"],
    against: "clocks of their own",
    file: "lib/dream/statistics/judge-pair.ts",
    find: "if (clock) return",
    replace: "if (clock === null) return",
  },
  {
    guard: "D6: either order",
    families: ["F4"],
    against: "outages",
    file: "lib/dream/statistics/judge-pair.ts",
    find: "!isTogether && isInEitherOrder(antecedent",
    replace: "false && isInEitherOrder(antecedent",
  },
  {
    guard: "D6: the same hours of other days",
    families: ["F4"],
    against: "opening hours",
    file: "lib/dream/statistics/judge-pair.ts",
    find: "return clockShare(antecedent, consequent, range, random) > alpha ?",
    replace: "return antecedent.times === null ?",
  },
  {
    guard: "D5: steps come in this order more than chance has it",
    families: ["F12"],
    file: "lib/dream/detectors/workflow-candidates.ts",
    heldBy: {
      file: "lib/dream/detectors/detect-workflows.test.ts",
      test: "finds nothing in sessions that use the same few tools in random order, however often",
    },
    find: "return lnAdjusted <= Math.log(workflowLimits.orderAlpha) ?",
    replace: "return lnAdjusted < Number.POSITIVE_INFINITY ?",
  },
  {
    guard: "D5: what came along in a few sessions is no step",
    families: ["F12"],
    file: "lib/dream/detectors/workflow-candidates.ts",
    find: "return of.holders.length >= part.holders.length * workflowLimits.keptShare;",
    replace: "return of.holders.length >= workflowLimits.fewestSessions;",
  },
  {
    guard: "D5: every step belongs to the others",
    families: ["F12"],
    file: "lib/dream/detectors/workflow-candidates.ts",
    find: "const padded = new Set(standing.filter(isPadded));",
    replace: "const padded = new Set(standing.filter((one) => isPadded(one) && one.items.length === 0));",
  },
  {
    guard: "D5: sessions of the task end better with the steps",
    families: ["F12"],
    file: "lib/dream/detectors/detect-workflows.ts",
    find: "if (difference !== null && difference < 0)",
    replace:
      'if (task !== null) return { state: "proposed", droppedReason: null };\n  if (difference !== null && difference < 0)',
  },
  {
    guard: "D5: no text of strangers named the steps first",
    families: ["F12"],
    file: "lib/dream/detectors/detect-workflows.ts",
    find: 'provenance === "tool_untrusted" && event.sequence < first &&',
    replace: 'provenance === "user" && event.sequence < 0 &&',
  },
  {
    guard: "D12: a line that names its own file's topic stays",
    families: ["F9"],
    file: "lib/dream/detectors/detect-misfiled.ts",
    find: "!hasWordOf(shelf.topic,",
    replace: '!hasWordOf("",',
  },
  {
    guard: "D12: a further name that only the other file has",
    families: ["F9"],
    file: "lib/dream/detectors/detect-misfiled.ts",
    find: "return [...names].some((name) => isOnlyIn(name, best, line, shelves)) ? best : null;",
    replace: "return best;",
  },
  {
    guard: "D12: lines under a date stay",
    families: ["F9"],
    file: "lib/dream/detectors/detect-misfiled.ts",
    find: "!isHistoricUnit(unit) &&\n    !links",
    replace: "!links",
  },
  {
    guard: "All: text that reads like an order stays out",
    families: ["F11"],
    file: "lib/dream/engine/injection.ts",
    find: "return commands.some((pattern) => pattern.test(text));",
    replace: "return text === null;",
  },
];
