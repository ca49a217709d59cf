"use client";
import { useQuery } from "@tanstack/react-query";
import { actorOptions } from "@/lib/client/actors";
import { cn } from "../ui/cn";
import { Tooltip } from "../ui/tooltip";
import { actorIdentity, resolvableActorId, type ShownActor } from "./actor-identity";
import { ActorMark } from "./actor-mark";

const channels: Record<string, string> = {
  api: "via API",
  mcp: "via MCP",
  mount: "via a mount",
  console: "in the console",
  dream: "in a dream",
  import: "by import",
  restore: "by restore",
};

interface ActorProps {
  actor: ShownActor | null;
  /** Known already, e.g. from the row; else it is looked up by id, many in one request. */
  name?: string | null | undefined;
  via?: string | undefined;
  reason?: string | null | undefined;
  size?: "sm" | "md" | "lg";
  /** Mark and name, or the mark alone with the name for screen readers. */
  isMarkOnly?: boolean;
  /** Inside a row or button that is a tab stop already: a native title instead of a tooltip. */
  isPlain?: boolean;
  className?: string;
}

/** The author of something, drawn the same way everywhere; the tooltip names it, its channel and its reason. */
export function Actor({
  actor,
  name,
  via,
  reason,
  size = "md",
  isMarkOnly = false,
  isPlain = false,
  className,
}: ActorProps) {
  const id = name ? null : resolvableActorId(actor);
  const resolved = useQuery({ ...actorOptions(id ?? ""), enabled: id !== null, retryOnMount: false });
  const dreamId = resolved.data?.dream_id ?? null;
  // A dream writes through a session of its own, but is shown as itself.
  const shown: ShownActor | null = dreamId === null ? actor : { type: "dream_actor", dream_id: dreamId };
  const identity = actorIdentity(shown, name ?? resolved.data?.name);
  const facts = [`${identity.kindLabel} ${identity.name}`, via ? channels[via] : null, reason ? `“${reason}”` : null];
  const label = facts.filter(Boolean).join(" · ");
  const face = (
    <span
      {...(isPlain ? { title: label } : {})}
      className={cn("inline-flex max-w-full min-w-0 items-center gap-1.5 rounded-sm", className)}
    >
      <ActorMark identity={identity} size={size} />
      {isMarkOnly ? <span className="sr-only">{label}</span> : <span className="truncate">{identity.name}</span>}
    </span>
  );
  return isPlain ? face : <Tooltip label={label}>{face}</Tooltip>;
}
