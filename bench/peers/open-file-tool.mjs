// @ts-check
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BetaLocalFilesystemMemoryTool } from "@anthropic-ai/sdk/tools/memory/node";

/**
 * The memory tool on plain files that comes with the SDK.
 *
 * @param {string} folder
 * @returns {Promise<import("./compare-peers.mjs").Peer>}
 */
export async function openFileTool(folder) {
  const tool = await BetaLocalFilesystemMemoryTool.init(folder);
  let shared = "";
  /** @param {string} key */
  const pathOf = (key) => `/memories/${key}.md`;
  return {
    create: (key, text) => tool.create({ command: "create", path: pathOf(key), file_text: text }),
    // What the agent is shown: each line behind its number and a tab, below one line of words.
    read: async (key) => {
      const shown = await tool.view({ command: "view", path: pathOf(key) });
      return shown
        .split("\n")
        .slice(1)
        .map((line) => line.slice(line.indexOf("\t") + 1))
        .join("\n");
    },
    startShared: (writers) => {
      shared = `shared-${writers}`;
      return tool.create({ command: "create", path: pathOf(shared), file_text: "# Shared\n" });
    },
    append: (_, line) =>
      tool.insert({ command: "insert", path: pathOf(shared), insert_line: 1, insert_text: `${line}\n` }),
    readLines: async () => (await readFile(join(folder, "memories", `${shared}.md`), "utf8")).split("\n"),
    close: async () => undefined,
  };
}
