import { isRecord } from "@/lib/client/is-record";

export interface Visit {
  /** Within the dashboard: begins with a slash. */
  href: string;
  title: string;
  context: string;
}

const limit = 6;

/** Reads the remembered pages; anything unreadable counts as none. */
export function parseVisits(stored: string | null): Visit[] {
  if (stored === null) return [];
  try {
    const parsed: unknown = JSON.parse(stored);
    return Array.isArray(parsed) && parsed.every(isVisit) ? parsed : [];
  } catch {
    return [];
  }
}

function isVisit(value: unknown): value is Visit {
  if (!isRecord(value)) return false;
  const { href, title, context } = value;
  return typeof href === "string" && href.startsWith("/") && typeof title === "string" && typeof context === "string";
}

const matchesShown = 3;

/** All while nothing is typed; then the few that what is typed stands in. */
export function matchingVisits<V extends Pick<Visit, "title" | "context">>(visits: readonly V[], query: string): V[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return [...visits];
  return visits
    .filter(({ title, context }) => `${context} / ${title}`.toLowerCase().includes(wanted))
    .slice(0, matchesShown);
}

/** Puts a page on top, once, and keeps the newest few. */
export function withVisit(visits: readonly Visit[], next: Visit): Visit[] {
  return [next, ...visits.filter(({ href }) => href !== next.href)].slice(0, limit);
}
