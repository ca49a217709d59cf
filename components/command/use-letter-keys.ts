"use client";
import { usePreference } from "../ui/use-preference";

/** Whether single-letter shortcuts work in this browser; settings can switch them off (WCAG 2.1.4). */
export function useLetterKeys(): ["on" | "off", (value: "on" | "off") => void] {
  return usePreference("letter-keys", ["on", "off"], "on");
}
