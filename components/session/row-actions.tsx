"use client";
import { Check, Filter, Link2, ListTree } from "lucide-react";
import { routes } from "@/lib/client/routes";
import { IconButton } from "../ui/icon-button";
import { useCopy } from "../ui/use-copy";
import type { TranscriptEvent } from "./event-kind";
import { useTranscriptContext } from "./transcript-context";

/** What can be done with one event: copy its permanent link, or leave a filtered view for its surroundings. */
export function RowActions({ event, toolName }: { event: TranscriptEvent; toolName: string | null }) {
  const { session, scope, showInContext, showOnly } = useTranscriptContext();
  const { state, copy } = useCopy();
  const address = () => `${window.location.origin}${routes.session(session.id, event.id)}`;
  return (
    <div className="absolute top-0.5 right-1 flex gap-0.5 rounded-md bg-surface">
      {scope.filter === "all" ? null : (
        <IconButton label="Show in context" size="sm" onClick={() => showInContext(event.id)}>
          <ListTree aria-hidden />
        </IconButton>
      )}
      {toolName === null || scope.query.tool === toolName ? null : (
        <IconButton label={`Only calls of ${toolName}`} size="sm" onClick={() => showOnly({ tool: toolName })}>
          <Filter aria-hidden />
        </IconButton>
      )}
      <IconButton
        label={state === "copied" ? "Copied" : "Copy the link to this event"}
        size="sm"
        onClick={() => void copy(address())}
      >
        {state === "copied" ? <Check aria-hidden /> : <Link2 aria-hidden />}
      </IconButton>
    </div>
  );
}
