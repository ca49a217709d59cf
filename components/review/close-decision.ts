import type { ReviewDecision } from "@/lib/contract/dream";
import type { DreamChange, DreamHunk } from "@/lib/contract/dream-change";

interface Placed {
  hunk: DreamHunk;
  changeId: string;
}

/**
 * The decisions that have to go along with one: what an accepted hunk needs is accepted with it, and what stands accepted on
 * a hunk that goes is taken back. What somebody rejected is left to them: the server then says what is missing.
 */
export function closeDecision(changes: readonly DreamChange[], decision: ReviewDecision): ReviewDecision[] {
  const placed = new Map(
    changes.flatMap((change) => change.hunks.map((hunk) => [hunk.id, { hunk, changeId: change.id }] as const)),
  );
  const own = changes.find(({ id }) => id === decision.change_id)?.hunks.map(({ id }) => id) ?? [];
  const chosen = decision.hunk_ids ?? own;
  const isAccepted = decision.decision === "approve";
  const wanted: HunkState = isAccepted ? "pending" : "approved";
  const next = isAccepted
    ? (id: string) => placed.get(id)?.hunk.depends_on ?? []
    : dependantsOf([...placed.values()].map(({ hunk }) => hunk));
  const along = reach(chosen, next).flatMap((id): Placed[] => {
    const found = placed.get(id);
    return found !== undefined && found.hunk.decision === wanted && found.hunk.applied !== true ? [found] : [];
  });
  const byChange = new Map<string, string[]>();
  for (const { hunk, changeId } of along) byChange.set(changeId, [...(byChange.get(changeId) ?? []), hunk.id]);
  return [...byChange].map(([change_id, hunk_ids]) => ({
    change_id,
    hunk_ids,
    decision: isAccepted ? ("approve" as const) : ("reset" as const),
    expected_decision: wanted,
  }));
}

type HunkState = DreamHunk["decision"];

function dependantsOf(hunks: readonly DreamHunk[]): (id: string) => readonly string[] {
  const dependants = new Map<string, string[]>();
  for (const { id, depends_on } of hunks) {
    for (const needed of depends_on) dependants.set(needed, [...(dependants.get(needed) ?? []), id]);
  }
  return (id) => dependants.get(id) ?? [];
}

/** What is reached from `start` and does not belong to it. */
function reach(start: readonly string[], next: (id: string) => readonly string[]): string[] {
  const seen = new Set(start);
  const open = [...start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const other of next(id)) {
      if (seen.has(other)) continue;
      seen.add(other);
      open.push(other);
    }
  }
  return [...seen].slice(start.length);
}
