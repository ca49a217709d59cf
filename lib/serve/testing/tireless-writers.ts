import { createHash } from "node:crypto";
import type pg from "pg";
import { z } from "zod";
import { type Memory, memory as memorySchema } from "@/lib/contract/memory";
import { memoryBatch } from "@/lib/contract/memory-batch";

/** What one writer was told, and what it never heard the end of. */
interface Ledger {
  acknowledged: Map<string, { memoryId: string; path: string; contentSha256: string }>;
  deletedIds: Set<string>;
  lines: string[];
  /** Texts of writes that broke off: whether they happened nobody knows. */
  unknown: string[];
}

export type Writers = ReturnType<typeof employWriters>;

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const swapOf = (memory: { content_sha256: string }) => ({
  type: "content_sha256",
  content_sha256: memory.content_sha256,
});

/**
 * Writers that create, change, rename, delete, write batches and add lines to one shared file, each with what was
 * acknowledged to it, over as many instances and restarts as it takes.
 */
export function employWriters(apiKey: string, place: { storeId: string; hotId: string }, count: number) {
  const ledger: Ledger = { acknowledged: new Map(), deletedIds: new Set(), lines: [], unknown: [] };
  const own = Array.from({ length: count }, () => new Map<string, Memory>());
  let number = 0;
  const unique = (writer: number, kind: string) => `${kind} ${writer}.${number++} ${"y".repeat((number * 37) % 900)}`;

  /** Sends; null = refused with one of `allowed`. Throws when nobody answers or anything else is said. */
  async function send(baseUrl: string, method: string, path: string, body?: object, allowed = [409]): Promise<unknown> {
    const response = await fetch(`${baseUrl}/v1/memory_stores/${place.storeId}/memories${path}`, {
      method,
      headers: { "x-api-key": apiKey, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said: unknown = await response.json();
    if (response.status === 200) return said;
    if (allowed.includes(response.status)) return null;
    throw new Error(`${response.status} ${JSON.stringify(said)}`);
  }

  function acknowledge(writer: number, memory: Memory, content: string | null): void {
    if (content !== null && sha256(content) !== memory.content_sha256)
      throw new Error("another content was acknowledged");
    const { id, path, content_sha256: contentSha256 } = memory;
    ledger.acknowledged.set(memory.memory_version_id, { memoryId: id, path, contentSha256 });
    if (id !== place.hotId) own[writer]?.set(id, memory);
  }

  async function step(baseUrl: string, writer: number): Promise<void> {
    const mine = [...(own[writer]?.values() ?? [])];
    const memory = mine[number % Math.max(mine.length, 1)];
    const choice = Math.floor(Math.random() * 7);
    const path = `/${writer}/${number++}`;
    const content = unique(writer, "text");
    if (choice < 2 || memory === undefined) {
      await attempt(content, null, async () => {
        acknowledge(writer, memorySchema.parse(await send(baseUrl, "POST", "", { path, content }, [])), content);
      });
    } else if (choice === 2) {
      await attempt(
        content,
        () => own[writer]?.delete(memory.id),
        async () => {
          const body = { content, precondition: swapOf(memory) };
          acknowledge(writer, memorySchema.parse(await send(baseUrl, "POST", `/${memory.id}`, body, [])), content);
        },
      );
    } else if (choice === 3) {
      await attempt(
        path,
        () => own[writer]?.delete(memory.id),
        async () => {
          acknowledge(writer, memorySchema.parse(await send(baseUrl, "POST", `/${memory.id}`, { path }, [])), null);
        },
      );
    } else if (choice === 4) {
      own[writer]?.delete(memory.id);
      await attempt(`delete ${memory.id}`, null, async () => {
        await send(baseUrl, "DELETE", `/${memory.id}`, undefined, []);
        ledger.deletedIds.add(memory.id);
      });
    } else if (choice === 5) {
      const contents = [unique(writer, "batch"), unique(writer, "batch")];
      const operations = contents.map((each, index) => ({ op: "create", path: `${path}-${index}`, content: each }));
      await attempt(contents.join("\n"), null, async () => {
        const { data } = memoryBatch.parse(await send(baseUrl, "POST", "/batch", { operations }, []));
        for (const [index, result] of data.entries()) {
          if (result.op !== "delete") acknowledge(writer, result.memory, contents[index] ?? null);
        }
      });
    } else await append(baseUrl, writer);
  }

  /** Reads, adds a line and swaps until nobody was faster. */
  async function append(baseUrl: string, writer: number): Promise<void> {
    const line = unique(writer, "line").slice(0, 24).trimEnd();
    for (let isDone = false; !isDone; ) {
      const seen = memorySchema.parse(await send(baseUrl, "GET", `/${place.hotId}?view=full`));
      const content = `${seen.content}${line}\n`;
      await attempt(line, null, async () => {
        const said = await send(baseUrl, "POST", `/${place.hotId}`, { content, precondition: swapOf(seen) });
        if (said === null) return;
        acknowledge(writer, memorySchema.parse(said), content);
        ledger.lines.push(line);
        isDone = true;
      });
    }
  }

  async function attempt(text: string, forget: (() => unknown) | null, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      ledger.unknown.push(text);
      forget?.();
      throw error;
    }
  }

  return {
    ledger,
    /** Lets all of them write to these instances until the signal, or until nobody answers them. */
    work: (baseUrls: readonly string[], signal: AbortSignal): Promise<unknown> =>
      Promise.all(
        own.map(async (_, writer) => {
          for (let turn = writer; !signal.aborted; turn++) {
            try {
              await step(baseUrls[turn % baseUrls.length] ?? "", writer);
            } catch (error) {
              // fetch says this of a connection that was refused or broke off; anything else is a wrong answer.
              if (!(error instanceof TypeError)) throw error;
              return;
            }
          }
        }),
      ),
  };
}

/** What of the acknowledged is missing or changed, and what is there that nobody sent; each as a sentence. */
export async function findLosses(pool: pg.Pool, place: { storeId: string; hotId: string }, { ledger }: Writers) {
  const { rows } = await pool.query<{
    id: string;
    memory_id: string;
    operation: string;
    path: string;
    content: string | null;
    content_sha256: string | null;
    written_xid: string;
  }>(
    `SELECT id, memory_id, operation, path, content, content_sha256, written_xid::text FROM memory_version
     WHERE memory_store_id = $1 ORDER BY memory_id, sequence`,
    [place.storeId],
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  const losses: string[] = [];
  for (const [id, { memoryId, path, contentSha256 }] of ledger.acknowledged) {
    const row = stored.get(id);
    const isWhole = row?.memory_id === memoryId && row.path === path && row.content_sha256 === contentSha256;
    if (!isWhole || sha256(row.content ?? "") !== contentSha256) losses.push(`${id} of ${path} was acknowledged`);
  }
  const deletedIds = new Set(rows.filter((row) => row.operation === "deleted").map((row) => row.memory_id));
  for (const id of ledger.deletedIds) if (!deletedIds.has(id)) losses.push(`the deletion of ${id} was acknowledged`);
  const strange = rows.filter(
    (row) => !ledger.acknowledged.has(row.id) && !ledger.deletedIds.has(row.memory_id) && row.content !== "",
  );
  const strangers = new Set(strange.map((row) => row.written_xid)).size;
  if (strangers > ledger.unknown.length)
    losses.push(`${strangers} writes happened, ${ledger.unknown.length} broke off`);

  const head = await pool.query<{ content: string }>(
    `SELECT v.content FROM memory m JOIN memory_version v ON v.memory_store_id = $1 AND v.id = m.memory_version_id
     WHERE m.memory_store_id = $1 AND m.id = $2`,
    [place.storeId, place.hotId],
  );
  const lines = (z.string().parse(head.rows[0]?.content) ?? "").split("\n").slice(0, -1);
  const found = new Set(lines);
  if (found.size !== lines.length) losses.push("a line stands there twice");
  for (const line of ledger.lines) if (!found.has(line)) losses.push(`the line ${line} was acknowledged`);
  const sent = new Set([...ledger.lines, ...ledger.unknown]);
  for (const line of lines) if (!sent.has(line)) losses.push(`nobody sent the line ${line}`);
  return losses;
}
