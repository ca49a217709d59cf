import type { Queryable } from "@/lib/db/transaction";

/** What a digest tells: counts, kinds, and ids for links. Never a claim, a path or a quote, which come from others' texts. */
export interface DigestFacts {
  dreamId: string;
  storeName: string;
  sessions: number;
  awaitingReview: number;
  filesApplied: number;
  risks: { low: number; medium: number; high: number };
  deletions: number;
  insights: { kind: string; tier: string; count: number }[];
}

/** The facts of the dream of a run as they are now; null when the dream or its store is gone or nothing waits any more. */
export async function readDigestFacts(db: Queryable, runId: string): Promise<DigestFacts | null> {
  const { rows } = await db.query<Omit<DigestFacts, "insights" | "risks"> & DigestFacts["risks"]>(
    `SELECT d.id AS "dreamId", s.name AS "storeName", cardinality(d.session_ids) AS sessions,
       (d.review_counts->>'pending')::integer AS "awaitingReview",
       coalesce((r.auto_approved->>'files_applied')::integer, 0) AS "filesApplied", open.*
     FROM dream_schedule_run r JOIN dream d ON d.id = r.dream_id JOIN memory_store s ON s.id = d.memory_store_id
     CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE risk = 'low')::integer AS low, count(*) FILTER (WHERE risk = 'medium')::integer AS medium,
         count(*) FILTER (WHERE risk = 'high')::integer AS high,
         count(*) FILTER (WHERE operation = 'deleted')::integer AS deletions
       FROM dream_change WHERE dream_id = d.id AND decision IN ('pending', 'partial')) AS open
     WHERE r.id = $1 AND d.status = 'completed' AND d.review_state IN ('unreviewed', 'in_review')`,
    [runId],
  );
  const facts = rows[0];
  if (facts === undefined || facts.awaitingReview === 0) return null;
  const { rows: insights } = await db.query<DigestFacts["insights"][number]>(
    `SELECT kind, tier, count(*)::integer AS count FROM dream_insight
     WHERE dream_id = $1 AND state IN ('proposed', 'flagged') GROUP BY kind, tier ORDER BY count(*) DESC, kind, tier`,
    [facts.dreamId],
  );
  const { low, medium, high, ...rest } = facts;
  return { ...rest, risks: { low, medium, high }, insights };
}
