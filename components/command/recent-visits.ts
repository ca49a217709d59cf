import { z } from "zod";

const visit = z.object({ href: z.string().startsWith("/"), title: z.string(), context: z.string() });
export type Visit = z.infer<typeof visit>;

const limit = 6;

/** Reads the remembered pages; anything unreadable counts as none. */
export function parseVisits(stored: string | null): Visit[] {
  if (stored === null) return [];
  try {
    const parsed = z.array(visit).safeParse(JSON.parse(stored));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
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
