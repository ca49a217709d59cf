"use client";
import { type LiveState, liveWords } from "@/lib/client/live-state";
import { cn } from "../ui/cn";
import { useLiveState } from "./live-provider";

const dots: Record<LiveState, string> = {
  off: "border border-line-strong",
  connecting: "border border-ink-3",
  live: "bg-ok",
  reconnecting: "bg-warn",
  paused: "border border-ink-3",
};

/** "● live": the word carries the state, the dot repeats it. Silent on pages that follow nothing. */
export function LiveWord() {
  const state = useLiveState();
  if (state === "off") return null;
  return (
    <span role="status" className="hidden items-center gap-1.5 text-12 text-ink-2 sm:flex">
      <span aria-hidden className={cn("size-2 rounded-full", dots[state])} />
      {liveWords[state]}
    </span>
  );
}
