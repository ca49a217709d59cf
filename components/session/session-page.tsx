"use client";
import { useQuery } from "@tanstack/react-query";
import { routes } from "@/lib/client/routes";
import { sessionOptions } from "@/lib/client/sessions";
import { useLiveTopic } from "../shell/live-provider";
import { Page } from "../shell/page";
import { ButtonLink } from "../ui/button-link";
import { ErrorState } from "../ui/error-state";
import { earlyPart } from "../ui/lazy-part";
import { shortenMiddle } from "../ui/shorten-middle";
import { SkeletonRows } from "../ui/skeleton";
import { SessionActions } from "./session-actions";
import { SessionBadges } from "./session-badges";

const SessionView = earlyPart(() => import("./session-view").then((module) => module.SessionView), SessionLoading);

/** One session: its transcript, and what it read and wrote. */
export function SessionPage({ sessionId }: { sessionId: string }) {
  const session = useQuery(sessionOptions(sessionId));
  useLiveTopic(sessionId);
  const title = session.data?.title || `Session ${shortenMiddle(sessionId)}`;
  return (
    <Page
      title={title}
      crumbs={[{ label: "Sessions", href: routes.sessions }, { label: title }]}
      layout="panes"
      meta={session.data ? <SessionBadges session={session.data} /> : null}
      actions={session.data ? <SessionActions session={session.data} /> : null}
    >
      {session.isPending ? <SessionLoading /> : null}
      {session.isError ? (
        <ErrorState
          title={session.error.status === 404 ? "There is no such session for you." : "The session could not be read."}
          error={session.error}
          onRetry={() => void session.refetch()}
          action={<ButtonLink href={routes.sessions}>All sessions</ButtonLink>}
        />
      ) : null}
      {session.data ? <SessionView session={session.data} /> : null}
    </Page>
  );
}

function SessionLoading() {
  return <SkeletonRows label="the session" count={12} />;
}
