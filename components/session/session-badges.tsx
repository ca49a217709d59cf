import { Moon } from "lucide-react";
import Link from "next/link";
import { routes } from "@/lib/client/routes";
import type { Session, SessionOutcome, SessionStatus } from "@/lib/contract/session";
import { Badge } from "../ui/badge";

const statusTones = { running: "accent", rescheduling: "warn", idle: "neutral", terminated: "neutral" } as const;
const statusWords: Record<SessionStatus, string> = {
  running: "running",
  rescheduling: "rescheduling",
  idle: "idle",
  terminated: "ended",
};
const outcomeTones = { success: "ok", failure: "danger", unknown: "neutral" } as const;

export function StatusBadge({ session }: { session: Pick<Session, "status" | "reverie"> }) {
  // A transcript that was brought here is over, whatever its last event said.
  if (session.reverie.recorded && session.status === "idle") return <Badge>recorded</Badge>;
  return <Badge tone={statusTones[session.status]}>{statusWords[session.status]}</Badge>;
}

export function OutcomeBadge({ outcome }: { outcome: SessionOutcome | null }) {
  if (outcome === null || outcome === "unknown") return <span className="text-ink-3">unknown</span>;
  return <Badge tone={outcomeTones[outcome]}>{outcome}</Badge>;
}

/** Beside the title: where the session stands, how it ended, and the dream that it belongs to. */
export function SessionBadges({ session }: { session: Session }) {
  const { outcome, dream_id: dreamId } = session.reverie;
  return (
    <>
      <StatusBadge session={session} />
      {outcome === null || outcome === "unknown" ? null : <OutcomeBadge outcome={outcome} />}
      {session.archived_at === null ? null : <Badge>archived</Badge>}
      {dreamId === null ? null : (
        <Link href={routes.dream(dreamId)} prefetch={false} className="rounded-sm">
          <Badge tone="dream" icon={<Moon aria-hidden className="fill-current" />}>
            session of a dream
          </Badge>
        </Link>
      )}
    </>
  );
}
