// @ts-check
import { createHash } from "node:crypto";
import { join } from "node:path";

/**
 * mem0's open-source memory on its SQLite stores. A stub stands in for the embedder, and nothing asks the model, so that
 * what is measured is the memory itself.
 *
 * @param {string} folder
 * @returns {Promise<import("./compare-peers.mjs").Peer>}
 */
export async function openMem0(folder) {
  process.env.MEM0_TELEMETRY = "false";
  process.env.MEM0_DIR = folder;
  const { Memory } = await import("mem0ai/oss");
  const stub = {
    embedQuery: async (/** @type {string} */ text) => embed(text),
    embedDocuments: async (/** @type {string[]} */ texts) => texts.map(embed),
  };
  const memory = new Memory({
    embedder: { provider: "langchain", config: { model: stub, embeddingDims: 32 } },
    llm: {
      provider: "langchain",
      config: { model: { invoke: async () => ({ content: '{"facts": [], "memory": []}' }) } },
    },
    vectorStore: {
      provider: "memory",
      config: { collectionName: "compared", dimension: 32, dbPath: join(folder, "vectors.db") },
    },
    historyStore: { provider: "sqlite", config: { historyDbPath: join(folder, "history.db") } },
  });
  const ids = new Map();
  let sharedId = "";
  /** @param {string} text */
  const add = async (text) => {
    const { results } = await memory.add(text, { userId: "team", infer: false });
    if (results[0] === undefined) throw new Error("it added nothing");
    return results[0].id;
  };
  /** @param {string} id */
  const get = async (id) => (await memory.get(id))?.memory ?? "";
  return {
    create: async (key, text) => void ids.set(key, await add(text)),
    read: (key) => get(ids.get(key)),
    startShared: async (writers) => {
      sharedId = await add(`shared by ${writers}`);
    },
    // It has no precondition and no append: who adds a line reads, adds and writes back.
    append: async (_, line) => memory.update(sharedId, `${await get(sharedId)}\n${line}`),
    readLines: async () => (await get(sharedId)).split("\n"),
    close: async () => undefined,
  };
}

/** @param {string} text */
function embed(text) {
  return [...createHash("sha256").update(text).digest()].map((byte) => byte / 255);
}
