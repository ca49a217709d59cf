import { createHash } from "node:crypto";
import { pageOf } from "@/lib/contract/common";
import { type Memory, memory as memorySchema } from "@/lib/contract/memory";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import type { memoryClient } from "./memory-client";

type Client = ReturnType<typeof memoryClient>;

/** Where a memory stands after a write that was acknowledged. */
export interface State {
  path: string;
  contentSha256: string;
}

/** What was acknowledged so far, as the writers heard it. */
export interface LoadJournal {
  acknowledge: (memory: Memory, content: string | null) => void;
  acknowledgeDeletion: (memoryId: string) => void;
  /** The acknowledged versions that are no deletions. */
  versions: () => ReadonlyMap<string, Memory>;
  deletedIds: () => ReadonlySet<string>;
  /** How every memory stands now, when no write is under way. */
  states: () => Map<string, State>;
}

/** Writes down acknowledgements; throws at once for one that is wrong in itself. */
export function keepLoadJournal(): LoadJournal {
  const versions = new Map<string, Memory>();
  const latest = new Map<string, Memory>();
  const deleted = new Set<string>();
  return {
    acknowledge: (memory, content) => {
      if (content !== null && sha256(content) !== memory.content_sha256) {
        throw new Error(`${memory.memory_version_id} was acknowledged with the hash of another content`);
      }
      const told = versions.get(memory.memory_version_id);
      if (told !== undefined && (told.content_sha256 !== memory.content_sha256 || told.path !== memory.path)) {
        throw new Error(`${memory.memory_version_id} was acknowledged for two different writes`);
      }
      versions.set(memory.memory_version_id, memory);
      // Writers that share a memory may hear of their writes in another order than they happened in.
      const known = latest.get(memory.id);
      if (known === undefined || known.updated_at < memory.updated_at) latest.set(memory.id, memory);
    },
    acknowledgeDeletion: (memoryId) => {
      if (deleted.has(memoryId)) throw new Error(`${memoryId} was deleted twice`);
      deleted.add(memoryId);
    },
    versions: () => versions,
    deletedIds: () => deleted,
    states: () =>
      new Map([...latest].flatMap(([id, memory]) => (deleted.has(id) ? [] : [[id, stateOf(memory)] as const]))),
  };
}

/** What the journal says of a moment of writing; deletions are not timed by their answers, so their versions tell. */
export function statesAtMoment(
  journal: LoadJournal,
  history: readonly MemoryVersion[],
  at: string,
): Map<string, State> {
  const deletedAt = new Map(
    history.flatMap((version) => (version.operation === "deleted" ? [[version.memory_id, version.created_at]] : [])),
  );
  const latest = new Map<string, Memory>();
  for (const memory of journal.versions().values()) {
    const known = latest.get(memory.id);
    if (memory.updated_at <= at && (known === undefined || known.updated_at < memory.updated_at)) {
      latest.set(memory.id, memory);
    }
  }
  return new Map(
    [...latest].flatMap(([id, memory]) => ((deletedAt.get(id) ?? "9") <= at ? [] : [[id, stateOf(memory)] as const])),
  );
}

/** The store at a moment as the API tells it, all pages. */
export async function readSnapshot(client: Client, storeId: string, at: string): Promise<Map<string, State>> {
  const states = new Map<string, State>();
  for (let page: string | null = ""; page !== null; ) {
    const query = `at=${encodeURIComponent(at)}&limit=1000${page}`;
    const answer = await client.send("GET", `/${storeId}/snapshot?${query}`);
    const { data, next_page } = pageOf(memorySchema).parse(await answer.json());
    for (const memory of data) states.set(memory.id, stateOf(memory));
    page = next_page === null ? null : `&page=${encodeURIComponent(next_page)}`;
  }
  return states;
}

/** Every version of the store with its content, whose hash is checked, newest first. */
export async function readHistory(client: Client, storeId: string): Promise<MemoryVersion[]> {
  const versions: MemoryVersion[] = [];
  for (let page: string | null = ""; page !== null; ) {
    const { data, next_page } = await client.versions(storeId, `?view=full&limit=20${page}`);
    for (const version of data) requireWhole(version);
    versions.push(...data);
    page = next_page === null ? null : `&page=${encodeURIComponent(next_page)}`;
  }
  return versions;
}

/** Throws for a content that is not what its hash says. */
export function requireWhole(read: { content: string | null; content_sha256: string | null }): void {
  if (read.content !== null && sha256(read.content) !== read.content_sha256) throw new Error("a torn read");
}

function stateOf(memory: Memory): State {
  return { path: memory.path, contentSha256: memory.content_sha256 };
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
