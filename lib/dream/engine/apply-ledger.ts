import type { EngineLedger } from "./engine-input";
import type { Finding } from "./finding";

const growth = 1.5;

/**
 * Keeps rejected findings down: one comes back only when at least half as many sessions again support it, and at least one more
 * where none did.
 */
export function applyLedger(findings: readonly Finding[], ledger: EngineLedger): Finding[] {
  const rejected = new Map<string, number>();
  for (const { identity, sessions } of ledger.rejections) {
    rejected.set(identity, Math.max(sessions, rejected.get(identity) ?? 0));
  }
  return findings.map((finding) => {
    const before = rejected.get(finding.identity);
    if (before === undefined || finding.state === "suppressed") return finding;
    const isStronger = finding.support.sessions >= Math.max(before * growth, before + 1);
    return isStronger
      ? finding
      : { ...finding, state: "suppressed", droppedReason: "rejected before, without enough new sessions", edits: [] };
  });
}
