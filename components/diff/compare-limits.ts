import { diffLines, type LineDiff } from "@/lib/text/diff-lines";
import { countLines } from "@/lib/text/lines";

const limitCharacters = 1_000_000;
const limitLines = 20_000;
const virtualAboveLines = 500;
/** A page that is busy for longer lets its reader wait for every key. */
const patienceMs = 120;

export type ComparePlan =
  /** Too much to draw; summary and download only. */
  | { kind: "refused"; lineCount: number }
  | { kind: "equal" }
  /** So different that a line-by-line comparison would take minutes: show the bounded one. */
  | { kind: "bounded"; diff: LineDiff }
  | { kind: "viewer"; isVirtual: boolean; diff: LineDiff };

/** Decides how two texts can be compared before anything expensive starts. */
export function planCompare(before: string, after: string): ComparePlan {
  if (before === after) return { kind: "equal" };
  const lineCount = Math.max(countLines(before), countLines(after));
  if (lineCount > limitLines || before.length > limitCharacters || after.length > limitCharacters)
    return { kind: "refused", lineCount };
  const diff = diffLines(before, after, { timeoutMs: patienceMs });
  return diff.bounded ? { kind: "bounded", diff } : { kind: "viewer", isVirtual: lineCount > virtualAboveLines, diff };
}
