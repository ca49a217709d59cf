import type { Demo } from "@/lib/contract/demo";

/** What the notice says about a demo, and how much of it is over. */
export function wordsForDemo(demo: Demo): { text: string; progress: { done: number; total: number } | null } {
  const sessions = `${demo.session_count} ${demo.session_count === 1 ? "session" : "sessions"}`;
  switch (demo.status) {
    case "playing":
      return {
        text: `The SRE demo is being played: day ${demo.day} of ${demo.days}, ${sessions}.`,
        progress: { done: demo.day - 1, total: demo.days },
      };
    case "dreaming":
      return {
        text: `Five days are over. A dream reads ${sessions}.`,
        progress: { done: demo.days, total: demo.days },
      };
    case "ready":
      return {
        text: `The SRE demo is here: ${sessions}, three stores, and a dream that waits for you.`,
        progress: null,
      };
    case "reviewed":
      return { text: "The dream of the SRE demo was reviewed. What was applied stands in team-sre.", progress: null };
    case "failed":
      return { text: `The SRE demo broke off: ${demo.message ?? "its dream did not complete"}`, progress: null };
  }
}
