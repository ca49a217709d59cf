"use client";
import { useState } from "react";
import { readMoments } from "@/lib/client/store-activity";
import { useStore } from "../store/store-context";
import { useStoreView } from "../store/use-store-address";
import { useAnnounce } from "../ui/live-region";
import { exactUtc } from "../ui/relative-time";
import { momentAfter, momentBefore, type ReadMoments } from "./step-in-time";

export type Step = "before" | "after";

/** Moves the page in time: to a moment, or to the change before or after the one that is shown. */
export function useTimeTravel() {
  const { store, at } = useStore();
  const [, setView] = useStoreView();
  const announce = useAnnounce();
  const [isStepping, setIsStepping] = useState(false);
  const go = (moment: string | null) => {
    if (moment === at) return;
    // One step of Back leaves the past, however long somebody walked in it.
    const history = at === null || moment === null ? "push" : "replace";
    setView({ at: moment, version: null, compare: null, edit: null }, history);
    announce(moment === null ? "The store as it is now" : `The store as of ${exactUtc(new Date(moment))}`);
  };
  const step = async (way: Step) => {
    if (isStepping || (way === "after" && at === null)) return;
    setIsStepping(true);
    const read: ReadMoments = (span, limit) => readMoments(store.id, span, limit);
    try {
      const moment =
        way === "before" || at === null ? await momentBefore(read, at) : await momentAfter(read, at, new Date());
      if (moment !== null || way === "after") go(moment);
      else announce("There is no change before this one");
    } catch (error) {
      announce(error instanceof Error ? error.message : "The change could not be found.");
    } finally {
      setIsStepping(false);
    }
  };
  return { go, step, isStepping };
}
