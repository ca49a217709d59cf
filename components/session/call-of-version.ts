import type { MemoryVersion } from "@/lib/contract/memory-version";
import type { TranscriptEvent } from "./event-kind";
import { type Mount, touchesOf } from "./memory-touches";

/** Clocks of an agent's host and of the server differ by less. */
const clockSkewMs = 5_000;

/**
 * The event of the call by which a session wrote a version: the one that the version names, or the last call before it that
 * writes to its path. Null where neither is known.
 */
export function callOfVersion(version: MemoryVersion, mount: Mount, calls: readonly TranscriptEvent[]): string | null {
  if (version.reverie.event_id !== null) return version.reverie.event_id;
  const writtenAtMs = Date.parse(version.created_at) + clockSkewMs;
  const writes = calls.filter((call) =>
    touchesOf(String(call.name ?? ""), call.input, [mount]).some(
      ({ mode, path }) => mode === "write" && path === version.path,
    ),
  );
  const earlier = writes.filter(({ processed_at: at }) => at !== null && Date.parse(at) <= writtenAtMs);
  return earlier.at(-1)?.id ?? null;
}

/** The versions that a call wrote, by the same reading. */
export function versionsOfCall(
  callId: string,
  mount: Mount,
  calls: readonly TranscriptEvent[],
  versions: readonly MemoryVersion[],
): MemoryVersion[] {
  return versions.filter((version) => callOfVersion(version, mount, calls) === callId);
}
