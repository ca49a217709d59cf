"use client";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { LiveState } from "@/lib/client/live-state";
import { onDemand, useOnDemand } from "../ui/on-demand";

// A page can be read before it is live.
const following = onDemand(() => import("./follow-topics"));

const pollMs = 30_000;

interface Live {
  state: LiveState;
  /** Adds a topic; the answer takes it away again. */
  follow: (topic: string) => () => void;
}

const LiveContext = createContext<Live>({ state: "off", follow: () => () => undefined });

/** One event stream a tab, over the topics that the mounted pages follow; stale queries are refetched as events arrive. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [followed, setFollowed] = useState<readonly string[]>([]);
  const [connection, setConnection] = useState<LiveState>("connecting");
  const isHidden = useIsHidden();
  const topics = [...new Set(followed)].sort().join(",");
  const isOpen = topics !== "" && !isHidden;

  const code = useOnDemand(following, isOpen);
  useEffect(() => {
    if (!isOpen || code === null) return;
    return code.followTopics(client, topics.split(","), setConnection);
  }, [isOpen, topics, client, code]);

  const state: LiveState = topics === "" ? "off" : isHidden ? "paused" : connection;
  useEffect(() => {
    if (state !== "reconnecting") return;
    const timer = setInterval(() => void client.invalidateQueries({ refetchType: "active" }), pollMs);
    return () => clearInterval(timer);
  }, [state, client]);

  const follow = useCallback((topic: string) => {
    setFollowed((before) => [...before, topic]);
    return () => setFollowed((before) => before.toSpliced(before.lastIndexOf(topic), 1));
  }, []);
  const live = useMemo(() => ({ state, follow }), [state, follow]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLiveState(): LiveState {
  return useContext(LiveContext).state;
}

/** Keeps the page current on a store, session or dream (its id) for as long as it is mounted. */
export function useLiveTopic(topic: string | null): void {
  const { follow } = useContext(LiveContext);
  useEffect(() => (topic === null ? undefined : follow(topic)), [topic, follow]);
}

function useIsHidden(): boolean {
  const [isHidden, setIsHidden] = useState(false);
  useEffect(() => {
    const onChange = () => setIsHidden(document.hidden);
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, []);
  return isHidden;
}
