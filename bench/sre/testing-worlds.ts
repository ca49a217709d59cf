import type { AlertTally, TalliedDays } from "@/examples/sre/tally";
import type { SeedResult } from "./run-seed";

const alert = (calls: number): AlertTally => ({
  alertId: "PaymentsLatencyP99-1",
  name: "PaymentsLatencyP99",
  minute: 8000,
  troubleId: "PaymentsLatencyP99-8000",
  calls,
  errors: 1,
  bytesRead: 1000,
  conflicts: 0,
  sessions: 1,
  minutesToMitigate: calls * 2,
  isAvoided: false,
  isSaved: false,
  isMisled: false,
});
/** Days of one alert that took so many calls. */
export const arm = (calls: number): TalliedDays => ({
  alerts: [alert(calls)],
  changes: { changes: 1, duplicates: 0, needlessPreparations: 0, falsePages: 0 },
});
/** A measured world by the calls of its arms: no memory, memory, its dream, a strange one. */
export const world = (seed: number, [none, memory, dream, strange]: [number, number, number, number]): SeedResult => ({
  seed,
  arms: { none: arm(none), memory: arm(memory), dream: arm(dream), "strange-dream": arm(strange) },
  nullTwin: { memory: arm(9), dream: arm(8) },
  proposed: ["temporal_association"],
  proposedOfNull: [],
  appliedChanges: { dream: 1, strange: 1, nullTwin: 1 },
  seconds: 1,
});
