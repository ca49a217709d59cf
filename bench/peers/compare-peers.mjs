// @ts-check
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { openFileTool } from "./open-file-tool.mjs";
import { openMcpMemory } from "./open-mcp-memory.mjs";
import { openMem0 } from "./open-mem0.mjs";
import { openReverie } from "./open-reverie.mjs";

/**
 * A memory under comparison. `append` adds a line to the one memory that all writers share, in the way that the product
 * offers; it returns when the product has said that it was done, and throws when it said otherwise.
 *
 * @typedef {{ create: (key: string, text: string) => Promise<unknown>, read: (key: string) => Promise<string>,
 *   startShared: (writers: number) => Promise<unknown>, append: (writer: number, line: string) => Promise<unknown>,
 *   readLines: () => Promise<string[]>, close: () => Promise<unknown> }} Peer
 */

const memoriesCount = 100;
const text = "What an agent learned about the deployment of the payments service. ".repeat(14);

/**
 * @param {string} program Reverie's process, bundled
 * @returns {Promise<string>} a Markdown table
 */
export async function comparePeers(program) {
  /** @type {[string, string, (folder: string) => Promise<Peer>, number[]][]} */
  const peers = [
    ["Reverie", "HTTP, official SDK", (folder) => openReverie(folder, program), [20, 200]],
    [
      "@modelcontextprotocol/server-memory, one process",
      "MCP, stdio",
      (folder) => openMcpMemory(folder, false),
      [20, 200],
    ],
    ["the same, a process a writer", "MCP, stdio", (folder) => openMcpMemory(folder, true), [20]],
    ["BetaLocalFilesystemMemoryTool", "in process", openFileTool, [20, 200]],
    ["mem0ai, open source", "in process, stub embedder", openMem0, [20, 200]],
  ];
  const rows = [];
  for (const [name, door, open, writers] of peers) {
    const folder = mkdtempSync(join(tmpdir(), "reverie-peers-"));
    // Passable for the account that Reverie's database runs as when we are root.
    chmodSync(folder, 0o711);
    try {
      console.error(`measuring ${name}`);
      rows.push([name, door, ...(await measure(await open(folder), writers))]);
    } catch (error) {
      const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
      rows.push([name, door, `left out: ${why}`, "", "", "", "", "", ""]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const head = [
    ...["memory", "called over", "write", "read", "200 new at once: acknowledged / survive"],
    ...["20 writers, one memory: acknowledged / survive", "took", "200 writers: acknowledged / survive", "took"],
  ];
  const lines = [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
  const machine = `Node ${process.version}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}`;
  return `${lines.join("\n")}\n\n${machine}. Write, read: median of ${memoriesCount}, one after the other, 950 bytes.`;
}

/**
 * @param {Peer} peer
 * @param {number[]} writersCounts
 */
async function measure(peer, writersCounts) {
  try {
    const keys = Array.from({ length: memoriesCount }, (_, index) => `note-${index}`);
    const writeMs = await medianMs(keys, (key) => peer.create(key, text));
    const readMs = await medianMs(keys, async (key) => {
      if ((await peer.read(key)) !== text) throw new Error(`${key} was not read as it was written`);
    });
    const cells = [`${writeMs.toFixed(1)} ms`, `${readMs.toFixed(1)} ms`, await measureCreates(peer)];
    for (const count of writersCounts) cells.push(...(await measureAppends(peer, count)));
    while (cells.length < 7) cells.push("not run");
    return cells;
  } finally {
    await peer.close();
  }
}

/** @param {Peer} peer */
async function measureCreates(peer) {
  const keys = Array.from({ length: 200 }, (_, index) => `fact-${index}`);
  const said = await Promise.allSettled(keys.map((key) => peer.create(key, `the fact ${key}`)));
  const found = await Promise.allSettled(keys.map((key) => peer.read(key)));
  const survivors = found.filter(
    (each, index) => each.status === "fulfilled" && each.value === `the fact ${keys[index]}`,
  );
  return `${said.filter((each) => each.status === "fulfilled").length} / **${survivors.length}**`;
}

/**
 * @param {Peer} peer
 * @param {number} count
 */
async function measureAppends(peer, count) {
  await peer.startShared(count);
  const lines = Array.from({ length: count }, (_, index) => `line ${index} of ${count}`);
  const startedAt = performance.now();
  const said = await Promise.allSettled(lines.map((line, writer) => peer.append(writer, line)));
  const seconds = (performance.now() - startedAt) / 1000;
  const found = new Set(await peer.readLines());
  const acknowledged = lines.filter((_, index) => said[index]?.status === "fulfilled");
  return [
    `${acknowledged.length} / **${acknowledged.filter((line) => found.has(line)).length}**`,
    `${seconds.toFixed(1)} s`,
  ];
}

/**
 * @param {string[]} keys
 * @param {(key: string) => Promise<unknown>} work
 */
async function medianMs(keys, work) {
  const times = [];
  for (const key of keys) {
    const startedAt = performance.now();
    await work(key);
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
