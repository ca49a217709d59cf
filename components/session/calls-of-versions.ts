import type { MemoryVersion } from "@/lib/contract/memory-version";
import type { TranscriptEvent } from "./event-kind";
import { type Mount, touchesOf } from "./memory-touches";

/** Clocks of an agent's host and of the server differ by less. */
const clockSkewMs = 5_000;

/**
 * The events of the calls by which a session wrote versions, by the version's id: the one that a version names, or the last
 * call before it that writes to its path. A version whose call is not known is left out.
 */
export function callsOfVersions(
  mount: Mount,
  calls: readonly TranscriptEvent[],
  versions: readonly MemoryVersion[],
): ReadonlyMap<string, string> {
  const writesOf = new Map<string, { id: string; atMs: number }[]>();
  for (const { id, name, input, processed_at: at } of calls) {
    if (at === null) continue;
    for (const { mode, path } of touchesOf(String(name ?? ""), input, [mount])) {
      if (mode !== "write") continue;
      const writes = writesOf.get(path) ?? [];
      writes.push({ id, atMs: Date.parse(at) });
      writesOf.set(path, writes);
    }
  }
  const found = new Map<string, string>();
  for (const { id, path, created_at, reverie } of versions) {
    const writtenAtMs = Date.parse(created_at) + clockSkewMs;
    const guess = writesOf.get(path ?? "")?.findLast(({ atMs }) => atMs <= writtenAtMs);
    const callId = reverie.event_id ?? guess?.id;
    if (callId !== undefined) found.set(id, callId);
  }
  return found;
}
