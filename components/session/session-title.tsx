"use client";
import { useQuery } from "@tanstack/react-query";
import type { Session } from "@/lib/contract/session";
import { shortenMiddle } from "../ui/shorten-middle";
import { firstMessageOptions } from "./first-message-query";

/** A session's title; without one the first words that were said in it, without these its id. */
export function SessionTitle({ session }: { session: Session }) {
  const isNamed = session.title !== null && session.title.trim() !== "";
  const first = useQuery({
    ...firstMessageOptions(session.id),
    enabled: !isNamed && session.reverie.event_count > 0,
  });
  const text = isNamed ? session.title : first.data;
  return text ? (
    <span className="truncate" dir="auto" title={text}>
      {text}
    </span>
  ) : (
    <span className="truncate font-mono text-12 text-ink-2">{shortenMiddle(session.id)}</span>
  );
}
