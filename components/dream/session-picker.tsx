"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { rowsOf } from "@/lib/client/page";
import { sessionsOptions } from "@/lib/client/sessions";
import type { Session } from "@/lib/contract/session";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { ErrorState } from "../ui/error-state";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { Time } from "../ui/time";

const limit = 100;
const scopes = [
  { value: "attached", label: "That used this store" },
  { value: "all", label: "All sessions" },
] as const;

interface SessionPickerProps {
  storeId: string;
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** Up to a hundred sessions, the ones that used the store first. */
export function SessionPicker({ storeId, chosen, onChange }: SessionPickerProps) {
  const [scope, setScope] = useState<"attached" | "all">("attached");
  const filters = scope === "attached" ? { memory_store_id: storeId } : {};
  const sessions = useInfiniteQuery(sessionsOptions({ ...filters, limit: 100 }));
  const rows = rowsOf(sessions.data);
  const areAllChosen = rows.length > 0 && rows.slice(0, limit).every((session) => chosen.has(session.id));
  const toggle = (id: string, isChosen: boolean): void => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-12 font-medium text-ink-2">Sessions</legend>
      <div className="flex flex-wrap items-center gap-3">
        <Segmented label="Which sessions to show" options={scopes} value={scope} onValueChange={setScope} />
        <span className="flex-1 text-12 text-ink-3 tabular" role="status">
          {chosen.size} of at most {limit} chosen
        </span>
        <Button
          size="sm"
          disabled={rows.length === 0}
          onClick={() => onChange(new Set(areAllChosen ? [] : rows.slice(0, limit).map((session) => session.id)))}
        >
          {areAllChosen ? "Choose none" : `Choose the newest ${Math.min(rows.length, limit)}`}
        </Button>
      </div>
      <div className="max-h-56 overflow-y-auto rounded-md border border-line">
        {sessions.isPending ? <SkeletonRows label="sessions" count={4} /> : null}
        {sessions.isError ? (
          <ErrorState
            title="The sessions could not be read."
            error={sessions.error}
            onRetry={() => void sessions.refetch()}
          />
        ) : null}
        <ul>
          {rows.map((session) => (
            <SessionRow key={session.id} session={session} isChosen={chosen.has(session.id)} onToggle={toggle} />
          ))}
        </ul>
        {sessions.isSuccess && rows.length === 0 ? <NoSessions scope={scope} /> : null}
        {sessions.hasNextPage ? (
          <div className="p-2">
            <Button size="sm" isBusy={sessions.isFetchingNextPage} onClick={() => void sessions.fetchNextPage()}>
              Show more sessions
            </Button>
          </div>
        ) : null}
      </div>
    </fieldset>
  );
}

interface SessionRowProps {
  session: Session;
  isChosen: boolean;
  onToggle: (id: string, isChosen: boolean) => void;
}

function SessionRow({ session, isChosen, onToggle }: SessionRowProps) {
  return (
    <li className="flex min-h-8 items-center gap-3 border-b border-line px-3 last:border-b-0">
      <Checkbox
        className="min-w-0 flex-1"
        label={
          <span className="block truncate" dir="auto">
            <span className="font-medium">{session.agent.name}</span>
            <span className="text-ink-3"> · </span>
            {session.title ?? session.id}
          </span>
        }
        isChecked={isChosen}
        onCheckedChange={(next) => onToggle(session.id, next)}
      />
      <Time at={session.created_at} isPlain className="text-12 text-ink-3" />
    </li>
  );
}

function NoSessions({ scope }: { scope: "attached" | "all" }) {
  return (
    <p className="px-3 py-3 text-12 text-ink-3">
      {scope === "attached"
        ? "No session has this store attached. Show all sessions to choose among the others."
        : "There are no sessions yet. Import transcripts under Sessions."}
    </p>
  );
}
