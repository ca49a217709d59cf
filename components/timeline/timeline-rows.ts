import type { MemoryVersion } from "@/lib/contract/memory-version";
import type { ShownActor } from "../actor/actor-identity";
import { shownActorOf } from "../history/shown-actor-of";

export interface TimelineEntry {
  version: MemoryVersion;
  actor: ShownActor | null;
  verb: string;
  /** Against the version before it of the same memory; null when that is unknown, redacted or not loaded. */
  deltaBytes: number | null;
}

export type TimelineRow =
  | { kind: "day"; id: string; label: string }
  | { kind: "version"; id: string; entry: TimelineEntry; isInRun: boolean }
  | { kind: "run"; id: string; entries: TimelineEntry[]; isOpen: boolean };

interface TimelineOptions {
  now: Date;
  timeZone?: string;
  /** Ids of runs that somebody folded or unfolded, against what they do by themselves. */
  toggledRuns: ReadonlySet<string>;
  /** The version that is shown: a run never hides it unasked. */
  selectedId?: string | null;
}

const shortestRun = 3;

/** Rows of a history, newest first: a heading for each day, and many writes in a row by one session as one entry. */
export function timelineRows(versions: readonly MemoryVersion[], options: TimelineOptions): TimelineRow[] {
  const entries = timelineEntries(versions);
  const rows: TimelineRow[] = [];
  let day: string | null = null;
  for (let index = 0; index < entries.length; ) {
    const entry = entries[index];
    if (entry === undefined) break;
    const entryDay = dayOf(entry, options.timeZone);
    if (entryDay !== day) {
      day = entryDay;
      rows.push({ kind: "day", id: `day ${entryDay}`, label: dayLabel(new Date(entry.version.created_at), options) });
    }
    const run = runFrom(entries, index, options.timeZone);
    if (run.length < shortestRun) {
      rows.push({ kind: "version", id: entry.version.id, entry, isInRun: false });
      index += 1;
      continue;
    }
    const id = `run ${run.at(-1)?.version.id ?? ""}`;
    const isShown = run.some(({ version }) => version.id === options.selectedId);
    const isOpen = options.toggledRuns.has(id) !== isShown;
    rows.push({ kind: "run", id, entries: run, isOpen });
    if (isOpen) for (const one of run) rows.push({ kind: "version", id: one.version.id, entry: one, isInRun: true });
    index += run.length;
  }
  return rows;
}

function timelineEntries(versions: readonly MemoryVersion[]): TimelineEntry[] {
  const newer = new Map<string, TimelineEntry>();
  return versions.map((version) => {
    const entry: TimelineEntry = { version, actor: shownActorOf(version), verb: verbOf(version), deltaBytes: null };
    const after = newer.get(version.memory_id);
    if (after) after.deltaBytes = deltaBetween(version, after.version);
    newer.set(version.memory_id, entry);
    if (version.operation === "created") entry.deltaBytes = version.content_size_bytes;
    return entry;
  });
}

function deltaBetween(before: MemoryVersion, after: MemoryVersion): number | null {
  if (after.redacted_at !== null || before.redacted_at !== null) return null;
  const sizeAfter = after.operation === "deleted" ? 0 : after.content_size_bytes;
  const sizeBefore = before.operation === "deleted" ? 0 : before.content_size_bytes;
  return sizeAfter === null || sizeBefore === null ? null : sizeAfter - sizeBefore;
}

function verbOf({ operation, redacted_at, reverie }: MemoryVersion): string {
  if (redacted_at !== null) return `${operation}, redacted`;
  return reverie.via === "restore" && operation !== "deleted" ? "restored" : operation;
}

function runFrom(entries: readonly TimelineEntry[], start: number, timeZone: string | undefined): TimelineEntry[] {
  const first = entries[start];
  if (first === undefined || first.actor === null) return [];
  const key = JSON.stringify(first.actor);
  const day = dayOf(first, timeZone);
  const run: TimelineEntry[] = [];
  for (let index = start; index < entries.length; index += 1) {
    const entry = entries[index];
    if (entry === undefined || JSON.stringify(entry.actor) !== key || dayOf(entry, timeZone) !== day) break;
    run.push(entry);
  }
  // People are read one by one; it is sessions that write dozens of times.
  return first.actor.type === "user_actor" ? run.slice(0, 1) : run;
}

function dayOf(entry: TimelineEntry, timeZone: string | undefined): string {
  return dayKey(new Date(entry.version.created_at), timeZone);
}

function dayKey(date: Date, timeZone: string | undefined): string {
  // Swedish writes dates as ISO 8601 does.
  return date.toLocaleDateString("sv", timeZone === undefined ? {} : { timeZone });
}

const dayMs = 24 * 60 * 60 * 1000;

function dayLabel(date: Date, { now, timeZone }: TimelineOptions): string {
  const key = dayKey(date, timeZone);
  if (key === dayKey(now, timeZone)) return "Today";
  if (key === dayKey(new Date(now.getTime() - dayMs), timeZone)) return "Yesterday";
  const isThisYear = key.slice(0, 4) === dayKey(now, timeZone).slice(0, 4);
  const label = date.toLocaleDateString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    ...(isThisYear ? {} : { year: "numeric" }),
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  // Whether a comma follows the weekday depends on the year and on the engine.
  return label.replace(",", "");
}
