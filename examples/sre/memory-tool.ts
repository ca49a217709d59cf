import Anthropic from "@anthropic-ai/sdk";
import type { Answer, Move } from "./agent";

/** The stores that a session has mounted, by the folder they appear as. */
export type MountedStores = ReadonlyMap<string, string>;

class NotMounted extends Error {}

type Known = { id: string; sha256: string };

/**
 * The tools by which an agent reaches its memory, over the official SDK with the token of its session: whatever it writes
 * has the session as its author. Creating refuses to overwrite; writing sends the hash of what was last read. `ids` remembers the memory of each
 * path from session to session.
 */
export function openMemoryTool(client: Anthropic, stores: MountedStores, ids: Map<string, string>, clock: () => Date) {
  const seen = new Map<string, Known>();
  let bytesRead = 0;
  const { memories } = client.beta.memoryStores;

  function locate(path: string): { storeId: string; inside: string } {
    for (const [mount, storeId] of stores) {
      if (path === mount || path.startsWith(`${mount}/`)) return { storeId, inside: path.slice(mount.length) || "/" };
    }
    throw new NotMounted(`${path} is on no mounted store.`);
  }

  /** A file by its path, and the paths of a folder. The API knows memories by id, so the folder of a path that is new to us is listed first. */
  async function view(path: string): Promise<Answer> {
    const { storeId, inside } = locate(path);
    if (inside.endsWith("/")) return list(storeId, inside);
    const id = ids.get(`${storeId}${inside}`) ?? (await findId(storeId, inside));
    if (id === null) return failed(`The path ${path} does not exist.`);
    return remember(path, await memories.retrieve(id, { memory_store_id: storeId }));
  }

  async function list(storeId: string, folder: string): Promise<Answer> {
    const page = await memories.list(storeId, { path_prefix: folder, limit: 100 });
    return done(page.data.map((item) => item.path).join("\n"));
  }

  async function findId(storeId: string, inside: string): Promise<string | null> {
    const folder = inside.slice(0, inside.lastIndexOf("/") + 1);
    const page = await memories.list(storeId, { path_prefix: folder, limit: 100 });
    for (const item of page.data) if (item.type === "memory") ids.set(`${storeId}${item.path}`, item.id);
    return ids.get(`${storeId}${inside}`) ?? null;
  }

  /** The lines of a store that hold some words, each after its path. */
  async function search(path: string, query: string): Promise<Answer> {
    const { storeId } = locate(path);
    const address = `/v1/memory_stores/${storeId}/search?q=${encodeURIComponent(query)}`;
    const found = await client.get<{ data: { path: string; matches: { text: string }[] }[] }>(address);
    const lines = found.data.flatMap((hit) => hit.matches.map(({ text }) => `${hit.path}: ${text}`));
    bytesRead += Buffer.byteLength(lines.join("\n"));
    return done(lines.join("\n"));
  }

  function remember(path: string, memory: { id: string; content_sha256: string; content?: string | null }): Answer {
    seen.set(path, { id: memory.id, sha256: memory.content_sha256 });
    const text = memory.content ?? "";
    bytesRead += Buffer.byteLength(text);
    return { text, isError: false, isConflict: false };
  }

  /** The open incidents in full, after the number that the next one gets. */
  async function readBoard(path: string): Promise<Answer> {
    const { storeId } = locate(path);
    const [open, closed] = await Promise.all([
      memories.list(storeId, { path_prefix: "/incidents/", view: "full", limit: 20 }),
      memories.list(storeId, { path_prefix: "/resolved/", view: "basic", limit: 100 }),
    ]);
    const paths = [...open.data, ...closed.data].map((item) => item.path);
    const numbers = paths.map((name) => Number(name.match(/INC-(\d+)/)?.[1] ?? 0));
    const files = open.data.flatMap((item) =>
      item.type === "memory" ? `==> ${item.path}\n${remember(`${path}${item.path}`, item).text}` : [],
    );
    return done(`next: ${Math.max(100, ...numbers) + 1}\n${files.join("")}`);
  }

  async function write(input: Extract<Move, { tool: "memory" }>["input"]): Promise<Answer> {
    if (input.command === "view") return view(input.path);
    if (input.command === "search") return search(input.path, input.query);
    const { storeId, inside } = locate(input.path);
    const options = { headers: { "x-reverie-as-of": clock().toISOString() } };
    const known = seen.get(input.path);
    try {
      if (input.command === "create" || known === undefined) {
        const made = await memories.create(storeId, { path: inside, content: input.file_text }, options);
        seen.set(input.path, { id: made.id, sha256: made.content_sha256 });
        return done(`Created ${input.path}.`);
      }
      const written = await memories.update(
        known.id,
        {
          memory_store_id: storeId,
          content: input.file_text,
          ...(input.command === "rename" ? { path: locate(input.new_path).inside } : {}),
          precondition: { type: "content_sha256", content_sha256: known.sha256 },
        },
        options,
      );
      const path = input.command === "rename" ? input.new_path : input.path;
      if (path !== input.path) ids.delete(`${storeId}${inside}`);
      seen.set(path, { id: written.id, sha256: written.content_sha256 });
      return done(`Wrote ${path}.`);
    } catch (error) {
      if (!(error instanceof Anthropic.ConflictError)) throw error;
      return { text: `409: ${input.path} was written by somebody else meanwhile.`, isError: true, isConflict: true };
    }
  }

  /** What the API refuses, such as a path that cannot be or a store that is read-only, is an answer like any other. */
  async function run(move: Extract<Move, { tool: "memory" | "board" }>): Promise<Answer> {
    try {
      return await (move.tool === "board" ? readBoard(move.input.path) : write(move.input));
    } catch (error) {
      const isRefused = error instanceof Anthropic.APIError && (error.status ?? 500) < 500;
      if (isRefused || error instanceof NotMounted) return failed(error.message);
      throw error;
    }
  }

  return {
    run,
    bytesRead: () => bytesRead,
  };
}

function done(text: string): Answer {
  return { text, isError: false, isConflict: false };
}

function failed(text: string): Answer {
  return { text, isError: true, isConflict: false };
}
