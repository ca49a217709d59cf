import { type CorpusDraft, dayMs, hourMs, minuteMs, worldStartMs } from "../generate/corpus-draft";

export const nullProcesses = ["poisson", "day-cycle", "bursts", "clock-aligned"] as const;
export type NullProcess = (typeof nullProcesses)[number];

/** Events of types that have nothing to do with each other, whatever their rhythm looks like. */
export function addNullEvents(draft: CorpusDraft, process: NullProcess, types: number): void {
  const shared = bursts(draft);
  for (let made = 0; made < types; made++) {
    const type = draft.take("events");
    const entity = draft.random.pick(draft.pack.things);
    for (const atMs of timesOf(draft, process, shared)) draft.events.push({ type, entity, atMs });
  }
}

/** Outages during which everything complains, at moments of its own. */
function bursts(draft: CorpusDraft): number[] {
  return Array.from({ length: draft.random.int(3, 6) }, () => anyTime(draft));
}

function anyTime(draft: CorpusDraft): number {
  return Math.floor(draft.random.between(worldStartMs, draft.endMs));
}

function timesOf(draft: CorpusDraft, process: NullProcess, shared: readonly number[]): number[] {
  const { random } = draft;
  const count = random.int(5, 20);
  const times = Array.from({ length: count }, () => anyTime(draft));
  switch (process) {
    case "poisson":
      return times;
    case "day-cycle":
      // Office hours: most events between nine and six, none of them because of another.
      return times.map((atMs) => {
        const day = Math.floor((atMs - worldStartMs) / dayMs);
        const hour = random.chance(0.85) ? Math.min(18, Math.max(8, random.normal(13, 2.5))) : random.between(0, 24);
        return Math.floor(worldStartMs + day * dayMs + hour * hourMs);
      });
    case "bursts":
      return times.map((atMs) =>
        random.chance(0.5) ? Math.floor(random.pick(shared) + random.between(0, 90) * minuteMs) : atMs,
      );
    case "clock-aligned": {
      const minute = random.int(0, 59);
      return times.map((atMs) => Math.floor(atMs / hourMs) * hourMs + minute * minuteMs + random.int(0, 20_000));
    }
  }
}
