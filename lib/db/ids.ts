import { randomFillSync } from "node:crypto";
import { monotonicFactory } from "ulid";

// Asking the system for each byte on its own took a twentieth of a small request.
const randomBytes = new Uint8Array(4096);
let position = randomBytes.length;

const next = monotonicFactory(() => {
  if (position === randomBytes.length) {
    randomFillSync(randomBytes);
    position = 0;
  }
  return (randomBytes[position++] ?? 0) / 256;
});

export const idPrefixes = {
  memoryStore: "memstore_",
  memory: "mem_",
  memoryVersion: "memver_",
  dream: "drm_",
  session: "sesn_",
  sessionResource: "sesrsc_",
  event: "sevt_",
  outcome: "outc_",
  agent: "agent_",
  environment: "env_",
  apiKey: "apikey_",
  user: "user_",
  serviceAccount: "svac_",
  insight: "dins_",
  change: "dchg_",
  hunk: "hunk_",
  auditEvent: "aud_",
  request: "req_",
  dreamSchedule: "dsch_",
  scheduleRun: "dsrun_",
  webhook: "whk_",
  webhookEvent: "wevt_",
} as const;

/** A new id that sorts by the time of its making within this process. */
export function newId(kind: keyof typeof idPrefixes): string {
  return idPrefixes[kind] + next();
}
