"use client";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { type Draft, findDraft, forgetDrafts } from "./draft-store";
import { useIsRedacted } from "./use-is-redacted";

const listeners = new Set<() => void>();
const known = new Map<string, { text: string; draft: Draft | null }>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(storeId: string, memoryId: string): Draft | null {
  const draft = findDraft(localStorage, storeId, memoryId);
  const key = `${storeId}/${memoryId}`;
  const text = JSON.stringify(draft);
  const before = known.get(key);
  // The same draft must be the same object, or React would render for ever.
  if (before?.text === text) return before.draft;
  known.set(key, { text, draft });
  return draft;
}

/** The draft that this browser keeps of a memory, if any. One that began from a redacted text is forgotten on sight. */
export function useKeptDraft(storeId: string, memoryId: string): { draft: Draft | null; forget: () => void } {
  const draft = useSyncExternalStore(
    subscribe,
    () => read(storeId, memoryId),
    () => null,
  );
  const forget = useCallback(() => {
    forgetDrafts(localStorage, storeId, memoryId);
    for (const tell of listeners) tell();
  }, [storeId, memoryId]);
  const isRedacted = useIsRedacted(storeId, draft?.baseVersionId ?? null);
  useEffect(() => {
    if (isRedacted) forget();
  }, [isRedacted, forget]);
  return { draft: isRedacted ? null : draft, forget };
}
