import { MessagesSquare, Moon } from "lucide-react";
import Link from "next/link";
import { routes } from "@/lib/client/routes";
import type { MemoryVersion } from "@/lib/contract/memory-version";

const linkClass =
  "inline-flex min-h-6 items-center gap-1.5 rounded-sm text-12 underline decoration-line-strong underline-offset-2 [&_svg]:size-3.5";

/** The ways to what wrote a version: the session, at the very event where it is known, or the dream. */
export function VersionOrigin({ version }: { version: MemoryVersion }) {
  const { created_by: author, reverie } = version;
  const sessionId = author?.type === "session_actor" ? author.session_id : null;
  if (sessionId === null && reverie.dream_id === null) return null;
  return (
    <p className="flex flex-wrap gap-x-3">
      {sessionId === null ? null : (
        <Link
          href={
            reverie.event_id === null
              ? routes.sessionAtWrite(sessionId, version.id)
              : routes.session(sessionId, reverie.event_id)
          }
          className={`${linkClass} text-accent`}
        >
          <MessagesSquare aria-hidden />
          Open the session at this write
        </Link>
      )}
      {reverie.dream_id === null ? null : (
        <Link href={routes.dream(reverie.dream_id)} className={`${linkClass} text-dusk`}>
          <Moon aria-hidden />
          Open the dream
        </Link>
      )}
    </p>
  );
}
