"use client";
import { createContext, useContext } from "react";
import type { Session } from "@/lib/contract/session";
import type { Mount } from "./memory-touches";
import type { TranscriptFilter, TranscriptScope } from "./transcript-scope";

/** What the page says to every row. */
export interface SharedByRows {
  session: Session;
  mounts: readonly Mount[];
  scope: TranscriptScope;
  isTimed: boolean;
  /** The event that the address points at, and the words to mark in it. */
  linkedId: string | null;
  quote: string | null;
  /** The text that is searched for, null while nothing is, and the match that the search stands at. */
  needle: string | null;
  matchId: string | null;
  /** Shows an event among its neighbours, whatever is filtered now. */
  showInContext: (eventId: string) => void;
  /** Narrows the transcript to a kind, or to the calls of one tool. */
  showOnly: (next: { show?: TranscriptFilter; tool?: string | null }) => void;
  /** Makes the address point at an event, which stays where it is. */
  linkTo: (eventId: string) => void;
}

interface TranscriptContextValue extends SharedByRows {
  /** Rows that the reader opened or folded; the others follow their kind. */
  openness: ReadonlyMap<string, boolean>;
  setOpen: (key: string, isOpen: boolean) => void;
}

const Context = createContext<TranscriptContextValue | null>(null);

export const TranscriptProvider = Context.Provider;

export function useTranscriptContext(): TranscriptContextValue {
  const value = useContext(Context);
  if (value === null) throw new Error("A row of a transcript stands outside of it.");
  return value;
}
