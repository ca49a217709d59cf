import type { Demo } from "@/lib/contract/demo";

interface DemoWords {
  text: string;
  progress: { done: number; total: number } | null;
}

/** After this day the team dreams. */
const lastDayBeforeDream = 5;

/** What the notice says about a demo, and how much of it is over. */
export function wordsForDemo(demo: Demo): DemoWords {
  const sessions = `${demo.session_count} ${demo.session_count === 1 ? "session" : "sessions"}`;
  switch (demo.status) {
    case "playing":
      return {
        text: `The SRE demo is being played: day ${demo.day} of ${demo.days}, ${sessions}.${besides(demo)}`,
        progress: { done: demo.day - 1, total: demo.days },
      };
    case "dreaming":
      return {
        text: `Ten days are over. The dream of day 5 reads what happened.`,
        progress: { done: demo.days, total: demo.days },
      };
    case "ready":
      return { text: `Ten days are over: ${sessions}. The dream of day 5 waits for you.`, progress: null };
    case "reviewed": {
      const text = "The dream was reviewed. Days 6 to 10 can be played once more with what you approved.";
      return { text: demo.message === null ? text : `Days 6 to 10 broke off: ${demo.message}`, progress: null };
    }
    case "replaying":
      return {
        text: `Days 6 to 10 are played once more, with what you approved: day ${demo.day}.`,
        progress: { done: demo.day - lastDayBeforeDream - 1, total: demo.days - lastDayBeforeDream },
      };
    case "compared":
      return { text: "Days 6 to 10 were lived twice: without the dream, and with what you approved.", progress: null };
    case "failed":
      return { text: `The SRE demo broke off: ${demo.message ?? "its dream did not complete"}`, progress: null };
  }
}

/** What goes on beside the later days. */
function besides({ dream_status: dream }: Demo): string {
  if (dream === "dreaming")
    return " The team goes on with its notes as they are; meanwhile a dream reads the first five days.";
  if (dream === "ready") return " The team goes on with its notes as they are; the dream of day 5 waits for you.";
  return dream === "reviewed" ? " The team goes on with its notes as they were on day 5." : "";
}
