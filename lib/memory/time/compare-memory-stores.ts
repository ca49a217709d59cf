import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { MemoryComparisonItem, MemoryDifference, MemoryState } from "@/lib/contract/memory-difference";
import { decodeCursor, encodeCursor } from "@/lib/db/keyset-page";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { requireStore } from "../require-store";
import { type DifferingPath, differingPaths, inBatches } from "./differing-paths";
import { listRedactedStates } from "./list-redacted-states";
import { pastDifferences } from "./past-differences";
import { pinOf, readPin } from "./pinned-moment";
import { type PastChange, resolveChanges } from "./resolve-changes";
import type { Scope, StateRow } from "./walk-states";

export type CompareTarget = { kind: "store"; memoryStoreId: string } | { kind: "past"; at: Date };

export interface CompareMemoryStoresInput {
  memoryStoreId: string;
  against: CompareTarget;
  /** Starts and ends with /. */
  pathPrefix: string;
  limit: number;
  page?: string | undefined;
}

interface Place {
  path: string;
  afterMemoryId: string;
  pin: string | null;
}

const order = "compare:path";
/** Every path starts with /, so this place is after them all. */
const afterPaths = "0";

/**
 * What differs, path by path. Against another store it leads from the first store to the other, against the past from then
 * to now; files whose past was redacted come last. Paging keeps the past as it was at the first page, and its place is a path.
 * Throws NotFoundError (also for the other store), InvalidRequestError.
 */
export async function compareMemoryStores(ctx: Ctx, input: CompareMemoryStoresInput) {
  const { memoryStoreId, against } = input;
  const reader = readerOf(ctx);
  for (const id of against.kind === "store" ? [memoryStoreId, against.memoryStoreId] : [memoryStoreId]) {
    requireStoreRead(ctx.actor, id);
    await requireStore(reader, ctx, id);
  }
  const [path = "", afterMemoryId = "", pinText] = decodeCursor(input.page, order, 3) ?? [];
  if (!path.isWellFormed()) throw new InvalidRequestError("page: is not a cursor of this list.");
  const pin = against.kind === "store" ? "" : (readPin(pinText) ?? (await takePin(reader)));
  const place: Place = { path, afterMemoryId, pin };
  const { items, lastPath } = path === afterPaths ? { items: [], lastPath: null } : await collect(reader, input, place);
  const encode = (...key: string[]) => encodeCursor({ order, key: [...key, pin] });
  if (lastPath !== null) return { data: items, next_page: encode(lastPath, "") };
  if (against.kind === "store" || input.pathPrefix !== "/") return { data: items, next_page: null };
  const limit = input.limit - items.length;
  const redacted = await listRedactedStates(reader, { memoryStoreId, at: against.at, pin, afterMemoryId, limit });
  const next = redacted.isMore ? encode(afterPaths, redacted.items.at(-1)?.memory_id ?? "") : null;
  return { data: [...items, ...redacted.items] satisfies MemoryComparisonItem[], next_page: next };
}

async function takePin(tx: Tx): Promise<string> {
  const { rows } = await tx.query<{ pin: string }>("SELECT pg_current_snapshot()::text AS pin");
  return pinOf(rows[0]?.pin ?? "");
}

/** The next differences, and the path to go on behind when there may be more. */
async function collect(tx: Tx, input: CompareMemoryStoresInput, place: Place) {
  const { memoryStoreId, against, pathPrefix } = input;
  const items: MemoryComparisonItem[] = [];
  let lastPath = place.path;
  const scope = { pathPrefix, afterPath: place.path };
  for await (const batch of inBatches(differencesOf(tx, input, place.pin, scope), input.limit + 1)) {
    const changes =
      against.kind === "store"
        ? batch.map(presentDifference)
        : (await resolveChanges(tx, { memoryStoreId, at: against.at, pin: place.pin, pathPrefix }, batch)).flatMap(
            presentChange,
          );
    for (const change of changes) {
      if (items.length === input.limit) return { items, lastPath };
      items.push(change);
      lastPath = change.path;
    }
  }
  return { items, lastPath: null };
}

function differencesOf(tx: Tx, input: CompareMemoryStoresInput, pin: string | null, scope: Scope) {
  const { memoryStoreId, against } = input;
  if (against.kind === "past") return pastDifferences(tx, { memoryStoreId, at: against.at, pin }, scope);
  const other = { kind: "now", memoryStoreId: against.memoryStoreId } as const;
  return differingPaths(tx, { from: { kind: "now", memoryStoreId }, to: other }, scope);
}

function presentDifference({ path, from, to }: DifferingPath): MemoryDifference {
  const operation = from === null ? "created" : to === null ? "deleted" : "modified";
  return difference(operation, path, from, to);
}

function presentChange(change: PastChange): MemoryDifference[] {
  switch (change.kind) {
    case "created":
      return [difference("created", change.path, null, change.now)];
    case "deleted":
      return [difference("deleted", change.path, change.before, null)];
    case "modified":
    case "renamed":
      return [difference(change.kind, change.path, change.before, change.now)];
    case "unknown":
      return [];
  }
}

/** The wire object of a difference. */
export function difference(
  operation: MemoryDifference["operation"],
  path: string,
  from: StateRow | null,
  to: StateRow | null,
): MemoryDifference {
  const previousPath = operation === "renamed" ? (from?.path ?? null) : null;
  return {
    type: "memory_difference",
    path,
    operation,
    previous_path: previousPath,
    from: presentState(from),
    to: presentState(to),
  };
}

function presentState(row: StateRow | null): MemoryState | null {
  if (row === null) return null;
  const { memory_id, memory_version_id, path, content_sha256, content_size_bytes } = row;
  return { memory_id, memory_version_id, path, content_sha256, content_size_bytes };
}
