import { type Ctx, readerOf } from "@/lib/access/context";
import type { DreamOverlap } from "@/lib/contract/dream-review";
import { decodeCursor, toPage } from "@/lib/db/keyset-page";
import type { Queryable } from "@/lib/db/transaction";
import type { ChangeRow, StoredHunk } from "./change-row";
import { positionAfter } from "./list-insights";
import { presentChange } from "./present-change";
import { readBaseText } from "./read-change";
import { requireDreamRead } from "./require-dream";
import { carrySpans, type LineSpan, spansMeet, touchedLines } from "./touched-lines";

const order = "dream_overlaps:asc";
const otherDreamsLimit = 50;

interface Pair {
  position: number;
  mine: ChangeRow;
  other: ChangeRow;
  other_created_at: Date;
}

/**
 * Which of the dream's files the newest fifty other open proposals of the same store edit in the same lines; a page is
 * over as many of the dream's files as `limit` says. What was rejected or applied stands in nobody's way. Throws NotFoundError.
 */
export async function listOverlaps(
  ctx: Ctx,
  filter: { dreamId: string; limit: number; page?: string | undefined },
): Promise<{ data: DreamOverlap[]; next_page: string | null }> {
  const dream = await requireDreamRead(ctx, filter.dreamId);
  decodeCursor(filter.page, order, 1);
  const db = readerOf(ctx);
  const { rows: files } = await db.query<ChangeRow>(
    `SELECT * FROM dream_change WHERE dream_id = $1 AND position > $2 AND applied_at IS NULL AND decision <> 'rejected'
     ORDER BY position LIMIT $3`,
    [dream.id, positionAfter(filter.page, order), filter.limit + 1],
  );
  const page = toPage(files, filter.limit, (row) => ({ order, key: [String(row.position)] }));
  const data: DreamOverlap[] = [];
  for (const mine of page.data) {
    for (const pair of await readRivals(db, dream.memory_store_id, mine)) {
      const overlap = await overlapOf(db, dream.memory_store_id, pair);
      if (overlap !== null) data.push(overlap);
    }
  }
  return { data, next_page: page.next_page };
}

/** The changes of other open dreams that concern the same file. */
async function readRivals(db: Queryable, memoryStoreId: string, mine: ChangeRow): Promise<Pair[]> {
  const { rows } = await db.query<ChangeRow & { other_created_at: Date }>(
    `SELECT change.*, other.created_at AS other_created_at
     FROM (SELECT id, created_at FROM dream
           WHERE memory_store_id = $1 AND id <> $2 AND status = 'completed' AND archived_at IS NULL
             AND review_state IN ('unreviewed', 'in_review')
           ORDER BY created_at DESC, id DESC LIMIT $6) AS other
     JOIN dream_change AS change ON change.dream_id = other.id
     WHERE change.applied_at IS NULL AND change.decision <> 'rejected'
       AND (change.base_memory_id = $3 OR change.path = ANY($4::text[]) OR change.previous_path = ANY($5::text[]))
     ORDER BY other.created_at DESC, other.id, change.position`,
    [memoryStoreId, mine.dream_id, mine.base_memory_id, pathsOf(mine), pathsOf(mine), otherDreamsLimit],
  );
  return rows.map(({ other_created_at, ...other }) => ({ position: mine.position, mine, other, other_created_at }));
}

function pathsOf(change: ChangeRow): string[] {
  return change.previous_path === null ? [change.path] : [change.path, change.previous_path];
}

async function overlapOf(db: Queryable, memoryStoreId: string, pair: Pair): Promise<DreamOverlap | null> {
  const { mine, other } = pair;
  const hunks = isWhole(mine) || isWhole(other) ? wholeFiles(mine, other) : await meetingHunks(db, memoryStoreId, pair);
  if (hunks === null) return null;
  return {
    type: "dream_overlap",
    change_id: mine.id,
    path: mine.path,
    hunk_ids: hunks.mine,
    with: {
      dream_id: other.dream_id,
      dream_created_at: pair.other_created_at.toISOString(),
      change_id: other.id,
      operation: other.operation,
      state: presentChange(other, "basic").state,
      hunk_ids: hunks.other,
    },
  };
}

interface Meeting {
  mine: string[];
  other: string[];
}

/** A deletion, a rename and a new file are about the file as a whole. */
function isWhole({ operation }: ChangeRow): boolean {
  return operation !== "modified";
}

function wholeFiles(mine: ChangeRow, other: ChangeRow): Meeting {
  const ids = (change: ChangeRow) => (isWhole(change) ? [] : standing(change).map(({ id }) => id));
  return { mine: ids(mine), other: ids(other) };
}

async function meetingHunks(db: Queryable, memoryStoreId: string, { mine, other }: Pair): Promise<Meeting | null> {
  const left = standing(mine);
  const right = standing(other);
  const leftSpans = left.map(touchedLines);
  const rightSpans = await spansInBaseOf(db, memoryStoreId, mine, other, right.map(touchedLines));
  if (rightSpans === null) return null;
  const meets = (span: LineSpan, spans: readonly LineSpan[]) => spans.some((one) => spansMeet(span, one));
  const meeting = {
    mine: left.filter((_, at) => meets(leftSpans[at] ?? nowhere, rightSpans)).map(({ id }) => id),
    other: right.filter((_, at) => meets(rightSpans[at] ?? nowhere, leftSpans)).map(({ id }) => id),
  };
  return meeting.mine.length === 0 ? null : meeting;
}

const nowhere: LineSpan = { from: -1, to: -1 };

/** The other's lines counted in the text that mine was made from; null where one of the texts was redacted. */
async function spansInBaseOf(
  db: Queryable,
  memoryStoreId: string,
  mine: ChangeRow,
  other: ChangeRow,
  spans: LineSpan[],
): Promise<LineSpan[] | null> {
  if (mine.base_memory_version_id === other.base_memory_version_id) return spans;
  const [from, to] = [await readBaseText(db, memoryStoreId, other), await readBaseText(db, memoryStoreId, mine)];
  return from === null || to === null ? null : carrySpans(spans, from, to);
}

function standing(change: ChangeRow): StoredHunk[] {
  return change.hunks.filter((hunk) => hunk.decision !== "rejected" && hunk.applied !== true);
}
