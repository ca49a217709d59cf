"use client";
import { CalendarClock } from "lucide-react";
import type { ReactNode } from "react";
import { CodeSnippet } from "../ui/code-snippet";
import { EmptyState } from "../ui/empty-state";

const snippet = `curl "$REVERIE/v1/dream_schedules" \\
  -H "x-api-key: $KEY" -H "content-type: application/json" -d '{
  "memory_store_id": "memstore_…",
  "model": "reverie-deterministic-1",
  "cron": "0 3 * * *", "timezone": "Europe/Berlin",
  "min_new_sessions": 5 }'`;

/** What a place without schedules says: what one is for, and the ways to the first. */
export function NoSchedules({ action }: { action: ReactNode }) {
  return (
    <EmptyState
      icon={<CalendarClock aria-hidden />}
      title="No schedules yet"
      action={action}
      snippet={<CodeSnippet code={snippet} label="Copy the command" />}
    >
      A schedule dreams while you sleep: at the times you choose, over the sessions that it has not read yet. In the
      morning its proposals wait for you, file by file. Or from a script:
    </EmptyState>
  );
}
