import type { Dream, DreamPhase } from "@/lib/contract/dream";
import type { BadgeTone } from "../ui/badge";

const phaseWords: Record<DreamPhase, string> = {
  waiting: "Waiting for a worker",
  freezing: "Taking a steady copy of store and sessions",
  reading: "Reading sessions",
  detecting: "Looking for patterns",
  mapping: "Reading sessions with the model",
  reducing: "Turning what recurs into edits",
  verifying: "Having each claim checked",
  assembling: "Putting proposals together",
  writing: "Writing the proposal",
  finished: "Finished",
};

/** What a running dream does at the moment, in words. */
export function phaseOf(dream: Dream): string {
  return phaseWords[dream.reverie.progress.phase];
}

/** The one word that tells where a dream stands, status and review together. */
export function dreamState(dream: Dream): { label: string; tone: BadgeTone } {
  switch (dream.status) {
    case "pending":
      return { label: "waiting", tone: "neutral" };
    case "running":
      return { label: "dreaming", tone: "dream" };
    case "failed":
      return { label: "failed", tone: "danger" };
    case "canceled":
      return { label: "canceled", tone: "neutral" };
    case "completed":
      return reviewState(dream);
  }
}

function reviewState(dream: Dream): { label: string; tone: BadgeTone } {
  const { state, pending, approved, rejected } = dream.reverie.review;
  if (state === "applied") return { label: "applied", tone: "ok" };
  if (state === "discarded") return { label: "discarded", tone: "neutral" };
  if (pending + approved + rejected === 0) return { label: "nothing to change", tone: "neutral" };
  return state === "in_review" ? { label: "in review", tone: "dream" } : { label: "to review", tone: "dream" };
}

/** "3 of 14 decided"; null where there was nothing to decide. */
export function decidedOf(dream: Dream): { decided: number; total: number } | null {
  const { pending, approved, rejected } = dream.reverie.review;
  const total = pending + approved + rejected;
  return dream.status === "completed" && total > 0 ? { decided: approved + rejected, total } : null;
}

/** The id of the store that the dream reads. */
export function inputStoreOf(dream: Dream): string {
  for (const input of dream.inputs) if (input.type === "memory_store") return input.memory_store_id;
  return "";
}

/** How many sessions the dream reads. */
export function sessionCountOf(dream: Dream): number {
  return dream.inputs.reduce((count, input) => count + (input.type === "sessions" ? input.session_ids.length : 0), 0);
}
