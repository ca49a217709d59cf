// @ts-check
import { createRequire } from "node:module";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const manifest = createRequire(import.meta.url).resolve("@modelcontextprotocol/server-memory/package.json");

/**
 * The reference MCP memory server over stdio: one process that all writers share, or one for each, as when every agent
 * configures it for itself, all on the same file.
 *
 * @param {string} folder
 * @param {boolean} isProcessAWriter
 * @returns {Promise<import("./compare-peers.mjs").Peer>}
 */
export async function openMcpMemory(folder, isProcessAWriter) {
  /** @type {Client[]} */
  const clients = [];
  const connect = async () => {
    const client = new Client({ name: "comparison", version: "1.0.0" });
    const env = { PATH: process.env.PATH ?? "", MEMORY_FILE_PATH: join(folder, "memory.jsonl") };
    const program = join(manifest, "..", "dist", "index.js");
    await client.connect(
      new StdioClientTransport({ command: process.execPath, args: [program], env, stderr: "ignore" }),
    );
    clients.push(client);
    return client;
  };
  const first = await connect();
  let shared = "";
  /**
   * @param {Client} client
   * @param {string} name
   * @param {Record<string, unknown>} args
   */
  const call = async (client, name, args) => {
    const result = await client.callTool({ name, arguments: args });
    const content = /** @type {{ text: string }[]} */ (result.content);
    if (result.isError) throw new Error(content[0]?.text ?? "the tool failed");
    return content[0]?.text ?? "";
  };
  /** @param {string} name */
  const observationsOf = async (name) => {
    const graph = JSON.parse(await call(first, "open_nodes", { names: [name] }));
    return /** @type {string[]} */ (graph.entities[0]?.observations ?? []);
  };
  /**
   * @param {string} name
   * @param {string[]} observations
   */
  const createEntity = (name, observations) =>
    call(first, "create_entities", { entities: [{ name, entityType: "note", observations }] });
  return {
    create: (key, text) => createEntity(key, [text]),
    read: async (key) => (await observationsOf(key)).join("\n"),
    startShared: async (writers) => {
      shared = `shared-${writers}`;
      await createEntity(shared, []);
      while (isProcessAWriter && clients.length < writers) await connect();
    },
    append: (writer, line) =>
      call(clients[writer % clients.length] ?? first, "add_observations", {
        observations: [{ entityName: shared, contents: [line] }],
      }),
    readLines: () => observationsOf(shared),
    close: () => Promise.all(clients.map((client) => client.close())),
  };
}
