import type { ChangeRisk } from "@/lib/contract/dream-change";
import type { EditRegion } from "./edit-region";
import { holdsSecret } from "./event-evidence";
import { looksLikeInjection } from "./injection";
import { plural } from "./lesson-line";
import type { MemoryDocument } from "./memory-document";
import { describeCause } from "./removal-cause";

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
  if (removed > 0)
    reasons.push([
      removed > total * 0.25 ? "high" : "medium",
      `removes ${plural(removed, "line")}${causesOf(regions)}`,
    ]);
  if (touched > total * 0.5 && total > 0) reasons.push(["high", "rewrites more than half of the file"]);
  if (document?.memory.last_author?.type === "user_actor") reasons.push(["medium", "last written by a person"]);
  if (holdsSecret(added)) reasons.push(["high", "adds text that looks like a secret"]);
  if (looksLikeInjection(added)) reasons.push(["high", "adds text that reads like an order to agents"]);
  const risk = levels[Math.max(0, ...reasons.map(([level]) => levels.indexOf(level)))] ?? "low";
  return { risk, risk_reasons: reasons.map(([, reason]) => reason) };
}

const mostCauses = 6;

/** The causes of what goes, in brackets: a reviewer must see where each removed line is still said. */
function causesOf(regions: readonly EditRegion[]): string {
  const removing = regions.filter((region) => region.count > region.lines.length);
  const causes = [...new Set(removing.flatMap((region) => region.causes.map(describeCause)))];
  if (causes.length === 0) return "";
  const more = causes.length > mostCauses ? `, and ${plural(causes.length - mostCauses, "more cause")}` : "";
  return ` (${causes.slice(0, mostCauses).join(", ")}${more})`;
}
