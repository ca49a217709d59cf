"use client";
import { useState } from "react";
import type { DreamChange } from "@/lib/contract/dream-change";
import { isUnseen } from "./review-order";

/**
 * "Only what changed since I looked". A file that is looked at meanwhile stays in the list until the filter is set anew:
 * nothing leaves from under the pointer.
 */
export function useUnseenFilter(ordered: readonly DreamChange[]) {
  const [kept, setKept] = useState<ReadonlySet<string> | null>(null);
  const unseen = ordered.filter(isUnseen);
  const isOn = kept !== null;
  return {
    isOn,
    unseenCount: unseen.length,
    shown: kept === null ? ordered : ordered.filter((change) => kept.has(change.id) || isUnseen(change)),
    setIsOn: (on: boolean) => setKept(on ? new Set(unseen.map(({ id }) => id)) : null),
  };
}

export type UnseenFilter = ReturnType<typeof useUnseenFilter>;
