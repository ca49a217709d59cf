export type LiveState = "off" | "connecting" | "live" | "reconnecting" | "paused";

/** The state in words; it stands in the top bar. */
export const liveWords: Record<LiveState, string> = {
  off: "not live",
  connecting: "connecting",
  live: "live",
  reconnecting: "reconnecting",
  paused: "paused",
};
