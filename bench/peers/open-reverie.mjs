// @ts-check
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Anthropic from "@anthropic-ai/sdk";

/**
 * Reverie's process on its embedded PostgreSQL with its ordinary settings: a write waits for the disk.
 *
 * @param {string} folder
 * @param {string} program
 * @returns {Promise<import("./compare-peers.mjs").Peer>}
 */
export async function openReverie(folder, program) {
  const apiKey = randomBytes(18).toString("base64url");
  const child = spawn(process.execPath, [program], {
    cwd: resolve(import.meta.dirname, "../.."),
    env: { ...process.env, DATABASE_URL: "", REVERIE_DATA_DIR: join(folder, "data"), REVERIE_API_KEY: apiKey },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((settle) => child.once("exit", settle));
  const said = await new Promise((ready, fail) => {
    child.stdout.once("data", (data) => ready(String(data)));
    child.once("exit", (code) => fail(new Error(`it ended with ${code}`)));
  });
  const { memoryStores } = new Anthropic({ baseURL: JSON.parse(said).baseUrl, apiKey, maxRetries: 0 }).beta;
  const store = await memoryStores.create({ name: "compared" });
  const ids = new Map();
  let sharedId = "";
  /** @param {string} id */
  const get = (id) => memoryStores.memories.retrieve(id, { memory_store_id: store.id, view: "full" });
  return {
    create: async (key, content) => {
      ids.set(key, (await memoryStores.memories.create(store.id, { path: `/${key}.md`, content })).id);
    },
    read: async (key) => (await get(ids.get(key))).content ?? "",
    startShared: async (writers) => {
      const made = await memoryStores.memories.create(store.id, { path: `/shared-${writers}.md`, content: "" });
      sharedId = made.id;
    },
    // A conflict means that somebody was faster: read again, after a pause that keeps a crowd from coming back at once.
    append: async (_, line) => {
      for (let conflicts = 1; ; conflicts++) {
        const seen = await get(sharedId);
        try {
          return await memoryStores.memories.update(sharedId, {
            memory_store_id: store.id,
            content: `${seen.content}${line}\n`,
            precondition: { type: "content_sha256", content_sha256: seen.content_sha256 },
          });
        } catch (error) {
          if (!(error instanceof Anthropic.ConflictError)) throw error;
          await sleep(Math.random() * Math.min(10 * 2 ** conflicts, 1000));
        }
      }
    },
    readLines: async () => ((await get(sharedId)).content ?? "").split("\n"),
    close: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
