"use client";
import { useEffect } from "react";
import { usePreference } from "../ui/use-preference";

/** Green and red, or blue and orange, for what was added and removed. */
export function useDiffColours(): ["green-red" | "blue-orange", (value: "green-red" | "blue-orange") => void] {
  return usePreference("diff-colours", ["green-red", "blue-orange"], "green-red");
}

/** Puts the choice where the tokens read it. Mounted once, by the shell. */
export function useApplyDiffColours(): void {
  const [colours] = useDiffColours();
  useEffect(() => {
    document.documentElement.dataset.diff = colours;
  }, [colours]);
}
