"use client";
import { useEffect, useSyncExternalStore } from "react";
import { missingCode } from "./missing-code";

/** Code that a page does not need to be read: it comes when the page is idle, or when it is first used. */
export interface OnDemand<Code> {
  /** Brings it; a failed attempt may be repeated. Never rejects. */
  bring: () => Promise<void>;
  /** The code, or null while it is not here. */
  peek: () => Code | null;
  subscribe: (listener: () => void) => () => void;
}

export function onDemand<Code>(load: () => Promise<Code>): OnDemand<Code> {
  let code: Code | null = null;
  let underWay: Promise<void> | null = null;
  const listeners = new Set<() => void>();
  return {
    bring: () => {
      underWay ??= load().then(
        (loaded) => {
          code = loaded;
          for (const listener of listeners) listener();
        },
        () => {
          underWay = null;
        },
      );
      return underWay;
    },
    peek: () => code,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const onServer = () => null;

/** The code once it is here; it is asked for as soon as it is wanted. That it could not be fetched is said for as long as it is. */
export function useOnDemand<Code>(source: OnDemand<Code>, isWanted: boolean): Code | null {
  useEffect(() => {
    if (!isWanted) return;
    void missingCode.want(source);
    return () => missingCode.forget(source);
  }, [source, isWanted]);
  return useSyncExternalStore(source.subscribe, source.peek, onServer);
}
