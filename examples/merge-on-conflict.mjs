// @ts-check
// Edits a memory that others edit too, without locks and without losing a line: write with the hash of what was read;
// on a conflict, merge what stands there now with the own change, and try again with its hash.
//
//   REVERIE_URL=http://127.0.0.1:3000 REVERIE_API_KEY=… node examples/merge-on-conflict.mjs <store id> <memory id> "a line"
import { pathToFileURL } from "node:url";
import Anthropic from "@anthropic-ai/sdk";
import { merge } from "node-diff3";

/**
 * @param {Anthropic} client
 * @param {{ storeId: string, memoryId: string }} where
 * @param {(text: string) => string} change what the agent wants to do to the text
 */
export async function editWithMerge(client, { storeId, memoryId }, change) {
  const memories = client.beta.memoryStores.memories;
  let base = await memories.retrieve(memoryId, { memory_store_id: storeId });
  let wanted = change(base.content ?? "");
  for (;;) {
    try {
      return await memories.update(memoryId, {
        memory_store_id: storeId,
        content: wanted,
        precondition: { type: "content_sha256", content_sha256: base.content_sha256 },
      });
    } catch (error) {
      if (!(error instanceof Anthropic.ConflictError)) throw error;
      const theirs = await memories.retrieve(memoryId, { memory_store_id: storeId });
      wanted = mergeThreeWay({ base: base.content ?? "", ours: wanted, theirs: theirs.content ?? "" }, change);
      base = theirs;
    }
  }
}

/**
 * Both changes where they do not meet; where they do, the own change is made anew to the text of the others.
 *
 * @param {{ base: string, ours: string, theirs: string }} texts
 * @param {(text: string) => string} change
 */
function mergeThreeWay({ base, ours, theirs }, change) {
  const { conflict, result } = merge(ours.split("\n"), base.split("\n"), theirs.split("\n"));
  return conflict ? change(theirs) : result.join("\n");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [storeId = "", memoryId = "", line = ""] = process.argv.slice(2);
  const client = new Anthropic({
    baseURL: process.env.REVERIE_URL ?? "http://127.0.0.1:3000",
    apiKey: process.env.REVERIE_API_KEY ?? null,
  });
  const memory = await editWithMerge(client, { storeId, memoryId }, (text) => `${text}${line}\n`);
  console.log(`${memory.path} is now ${memory.memory_version_id}`);
}
