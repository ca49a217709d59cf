import { joinLines, splitLines } from "@/lib/text/lines";
import type { MergeConflict, MergeResult } from "@/lib/text/merge-three-way";

/** Which side stands where both changed the same lines. */
export type ConflictChoice = "theirs" | "mine" | "both";

export interface ResolvedMerge {
  content: string;
  /** Conflicts that nobody has decided yet; they stand between markers. */
  openCount: number;
}

/** The merged text with the choices made so far; `choices` go by the conflict's place in the list. */
export function resolveMerge(merge: MergeResult, choices: ReadonlyMap<number, ConflictChoice>): ResolvedMerge {
  const lines = splitLines(merge.content);
  const out: string[] = [];
  let taken = 0;
  let openCount = 0;
  merge.conflicts.forEach((conflict, index) => {
    const start = conflict.startLine - 1;
    const end = start + conflict.lineCount;
    const choice = choices.get(index);
    out.push(...lines.slice(taken, start));
    if (choice === undefined) {
      openCount += 1;
      out.push(...lines.slice(start, end));
    } else {
      out.push(chosenText(conflict, choice, end < lines.length));
    }
    taken = end;
  });
  out.push(...lines.slice(taken));
  return { content: joinLines(out), openCount };
}

function chosenText(conflict: MergeConflict, choice: ConflictChoice, isFollowed: boolean): string {
  const text =
    choice === "both" ? closed(conflict.theirs) + conflict.ours : choice === "theirs" ? conflict.theirs : conflict.ours;
  return isFollowed ? closed(text) : text;
}

/** A last line that no line feed ends gets one where something comes after it. */
function closed(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
