"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { membersOptions } from "@/lib/client/governance";
import { rowsOf } from "@/lib/client/page";
import { loadMoreOf } from "../table/load-more-of";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { earlyPart, laterPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { SettingsFrame } from "./settings-frame";

const PeopleTable = earlyPart(() => import("./people-table").then((module) => module.PeopleTable), PeopleLoading);
const InviteDialog = laterPart(() => import("./invite-dialog").then((module) => module.InviteDialog));

export function PeoplePage() {
  const [isInviting, setIsInviting] = useState(false);
  const members = useInfiniteQuery(membersOptions());
  return (
    <SettingsFrame
      title="People"
      description="Who may sign in here, and what they may decide."
      actions={
        <Button variant="primary" onClick={() => setIsInviting(true)}>
          <UserPlus aria-hidden />
          Invite a person
        </Button>
      }
    >
      {members.isPending ? <PeopleLoading /> : null}
      {members.isError ? (
        <ErrorState
          title="The people could not be read."
          error={members.error}
          onRetry={() => void members.refetch()}
        />
      ) : null}
      {members.isSuccess ? (
        <PeopleTable
          rows={rowsOf(members.data)}
          loadMore={loadMoreOf(members, rowsOf(members.data).length, "members")}
        />
      ) : null}
      <InviteDialog isOpen={isInviting} onOpenChange={setIsInviting} />
    </SettingsFrame>
  );
}

function PeopleLoading() {
  return <SkeletonRows label="people" />;
}
