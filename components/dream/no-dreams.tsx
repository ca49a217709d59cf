import { Moon } from "lucide-react";
import type { ReactNode } from "react";
import { routes } from "@/lib/client/routes";
import type { Dream } from "@/lib/contract/dream";
import { NextDream } from "../schedule/next-dream";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { Time } from "../ui/time";

/** A still morning: nothing waits, and what was applied last. */
export function NoDreams({ last, action }: { last: Dream | undefined; action: ReactNode }) {
  if (last === undefined) {
    return (
      <EmptyState icon={<Moon aria-hidden />} title="No dreams yet" action={action}>
        Choose a store and the sessions that used it. The dream looks for repeated mistakes, duplicates, contradictions
        and broken links, and shows each proposal with the events that it rests on. <NextDream />
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Moon aria-hidden />}
      title="Nothing waits for a decision"
      action={
        <>
          {action}
          <ButtonLink href={routes.dream(last.id)}>Open the last applied dream</ButtonLink>
        </>
      }
    >
      The last applied dream ended <Time at={last.ended_at ?? last.created_at} />. <NextDream />
    </EmptyState>
  );
}
