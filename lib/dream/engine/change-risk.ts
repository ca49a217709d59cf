import type { ChangeRisk } from "@/lib/contract/dream-change";
import type { EditRegion } from "./edit-region";
import { holdsSecret } from "./event-evidence";
import { looksLikeInjection } from "./injection";
import { plural } from "./lesson-line";
import type { MemoryDocument } from "./memory-document";

const levels: readonly ChangeRisk[] = ["low", "medium", "high"];

/** How much harm a wrong approval of this file could do, and why. */
export function changeRisk(
  document: MemoryDocument | null,
  regions: readonly EditRegion[],
): { risk: ChangeRisk; risk_reasons: string[] } {
  const removed = regions.reduce((sum, region) => sum + Math.max(0, region.count - region.lines.length), 0);
  const touched = regions.reduce((sum, region) => sum + region.count, 0);
  const total = document?.lines.length ?? 0;
  const added = regions.flatMap((region) => region.lines).join("\n");
  const reasons: [ChangeRisk, string][] = [];
  if (removed > 0) reasons.push([removed > total * 0.25 ? "high" : "medium", `removes ${plural(removed, "line")}`]);
  if (touched > total * 0.5 && total > 0) reasons.push(["high", "rewrites more than half of the file"]);
  if (document?.memory.last_author?.type === "user_actor") reasons.push(["medium", "last written by a person"]);
  if (holdsSecret(added)) reasons.push(["high", "adds text that looks like a secret"]);
  if (looksLikeInjection(added)) reasons.push(["high", "adds text that reads like an order to agents"]);
  const risk = levels[Math.max(0, ...reasons.map(([level]) => levels.indexOf(level)))] ?? "low";
  return { risk, risk_reasons: reasons.map(([, reason]) => reason) };
}
