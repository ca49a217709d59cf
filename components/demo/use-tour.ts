"use client";
import { usePreference } from "../ui/use-preference";

const places = ["0", "1", "2", "3", "4", "5", "6", "away"] as const;

/** Where in the tour this browser is. It stays there from page to page, and away once it was sent away. */
export function useTour() {
  const [place, setPlace] = usePreference("demo-tour", places, "0");
  return {
    step: place === "away" ? 0 : Number(place),
    isDismissed: place === "away",
    go: (step: number) => setPlace(places.find((name) => name === String(step)) ?? "away"),
    dismiss: () => setPlace("away"),
    restart: () => setPlace("0"),
  };
}
