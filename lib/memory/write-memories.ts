import type { Ctx } from "@/lib/access/context";
import { ancestorsOf } from "@/lib/contract/memory-path-rules";
import { newId } from "@/lib/db/ids";
import type { Queryable } from "@/lib/db/transaction";
import type { Provenance } from "./append-version";
import { contentSha256, contentSizeBytes } from "./content-hash";

/** One create (`memoryId` null) or change of a memory, with all that its version and audit row say. */
export interface MemoryWrite {
  memoryId: string | null;
  /** null keeps the path. */
  path: string | null;
  /** null keeps the content. */
  content: string | null;
  contentSha256: string | null;
  /** The hash of the content that the writer saw; null writes unconditionally. */
  expectedSha256: string | null;
  provenance: Provenance;
  author: Pick<Ctx, "actor" | "via" | "reason" | "asOf" | "requestId" | "address" | "clock">;
}

/** The head after a write, or as it is where there was none. */
export interface WrittenHead {
  id: string;
  path: string;
  memory_version_id: string;
  content_sha256: string;
  content_size_bytes: number;
  sequence: number;
  created_at: Date;
  updated_at: Date;
  /** The content where the write kept it; else null. */
  keptContent: string | null;
}

export type WriteOutcome =
  | { kind: "written" | "unchanged" | "stale"; head: WrittenHead }
  | { kind: "overlap"; path: string; memoryId: string }
  | { kind: "not_found" | "no_store" | "archived" };

interface Row extends Omit<WrittenHead, "id" | "keptContent"> {
  outcome: WriteOutcome["kind"];
  kept_content: string | null;
  conflicting_memory_id: string;
  conflicting_path: string;
}

/** A write of these texts by the context's actor; null for what it keeps. */
export function memoryWrite(
  ctx: Ctx,
  write: Pick<MemoryWrite, "memoryId" | "path" | "content" | "expectedSha256"> & {
    provenance?: Provenance | undefined;
  },
): MemoryWrite {
  return {
    ...write,
    contentSha256: write.content === null ? null : contentSha256(write.content),
    provenance: write.provenance ?? {},
    author: ctx,
  };
}

/**
 * Does the writes, all of one store, in one statement that is a transaction of its own on a pool. No two may touch one
 * memory or overlapping paths. An outcome for each, in order: only `written` and `unchanged` have succeeded.
 */
export async function writeMemories(
  db: Queryable,
  store: { workspaceId: string; memoryStoreId: string; isLocked: boolean },
  writes: readonly MemoryWrite[],
): Promise<WriteOutcome[]> {
  // Rows are locked in this order, so that two such statements cannot wait for each other.
  const order = writes
    .map((write, index) => ({ write, index, id: write.memoryId ?? newId("memory") }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const each = (value: (write: MemoryWrite) => unknown) => order.map(({ write }) => value(write));
  const { rows } = await db.query<Row>({
    name: "write-memories",
    text,
    values: [
      store.workspaceId,
      store.memoryStoreId,
      !store.isLocked,
      each(({ path }) => (path === null ? null : [...ancestorsOf(path), path].join("\u0001"))),
      each((write) => write.memoryId === null),
      order.map(({ id }) => id),
      each((write) => write.path),
      each((write) => write.content),
      each((write) => write.contentSha256),
      each((write) => (write.content === null ? null : contentSizeBytes(write.content))),
      each((write) => write.expectedSha256),
      each(() => newId("memoryVersion")),
      each((write) => write.author.clock()),
      each((write) => write.author.actor.kind),
      each((write) => write.author.actor.id),
      each((write) => write.author.via),
      each((write) => write.author.reason),
      each((write) => write.author.asOf),
      each((write) => write.provenance.dreamId),
      each((write) => write.provenance.changeId),
      each((write) => write.provenance.eventId),
      each((write) => write.provenance.origin?.memoryStoreId),
      each((write) => write.provenance.origin?.memoryVersionId),
      each(() => newId("auditEvent")),
      // The real time, whatever clock the change itself was given.
      each(() => new Date()),
      each((write) => write.author.requestId),
      each((write) => write.author.address),
    ],
  });
  const outcomes: WriteOutcome[] = [];
  order.forEach(({ id, index }, position) => {
    outcomes[index] = presentOutcome(id, rows[position]);
  });
  return outcomes;
}

const parameterTypes = [
  ...["text", "text", "boolean", "text[]", "boolean[]"],
  ...["text[]", "text[]", "text[]", "text[]", "integer[]", "text[]", "text[]", "timestamptz[]", "text[]", "text[]"],
  ...["text[]", "text[]", "timestamptz[]", "text[]", "text[]", "text[]", "text[]", "text[]", "text[]", "timestamptz[]"],
  ...["text[]", "text[]"],
];
const text = `SELECT * FROM write_memories(${parameterTypes.map((type, index) => `$${index + 1}::${type}`).join(", ")})`;

function presentOutcome(id: string, row: Row | undefined): WriteOutcome {
  if (row === undefined) throw new Error("write_memories left a write unanswered");
  switch (row.outcome) {
    case "written":
    case "unchanged":
    case "stale":
      return { kind: row.outcome, head: { ...row, id, keptContent: row.kept_content } };
    case "overlap":
      return { kind: "overlap", path: row.conflicting_path, memoryId: row.conflicting_memory_id };
    default:
      return { kind: row.outcome };
  }
}
