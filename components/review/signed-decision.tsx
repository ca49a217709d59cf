import type { WireActor } from "@/lib/contract/common";
import type { HunkDecision } from "@/lib/contract/dream-change";
import { Actor } from "../actor/actor";
import { Badge } from "../ui/badge";
import { Time } from "../ui/time";

interface SignedDecisionProps {
  decision: HunkDecision;
  isEdited: boolean;
  by: WireActor | null | undefined;
  at: string | null | undefined;
}

/** What was decided, by whom and when. */
export function SignedDecision({ decision, isEdited, by, at }: SignedDecisionProps) {
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1.5 text-12 text-ink-2">
      <Badge tone={decision === "approved" ? "ok" : "neutral"}>
        {decision}
        {isEdited ? ", edited" : ""}
      </Badge>
      {by == null ? null : <Actor actor={by} size="sm" />}
      {at == null ? null : <Time at={at} />}
    </span>
  );
}
