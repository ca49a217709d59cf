import type { Actor } from "@/lib/access/actor";
import { storeAccessOf } from "@/lib/access/store-reach";
import type { DreamAbility } from "@/lib/contract/dream";
import { type DreamRow, isFinal } from "./dream-row";

/** What the actor may do to the dream as it stands, so that no client has to guess. */
export function abilitiesOnDream(actor: Actor, row: DreamRow): DreamAbility[] {
  const mayWrite = actor.permissions.has("dream:write");
  const mayReview = actor.permissions.has("dream:review");
  const mayApply =
    mayReview && actor.permissions.has("memory:write") && storeAccessOf(actor, row.memory_store_id) === "read_write";
  const reviewable = row.status === "completed";
  const rules: [DreamAbility, boolean][] = [
    ["cancel", mayWrite && !isFinal(row.status)],
    ["archive", mayWrite && isFinal(row.status) && row.archived_at === null],
    ["review", mayReview && reviewable],
    ["apply", mayApply && reviewable],
    ["discard", mayReview && reviewable && row.review_counts.pending > 0],
    ["undo", mayApply && isFinal(row.status) && row.review_state !== "unreviewed"],
  ];
  return rules.filter(([, allowed]) => allowed).map(([ability]) => ability);
}
