import { pageOf } from "@/lib/contract/common";
import { type MemoryStore, memoryStore } from "@/lib/contract/memory-store";
import { CliError, exitCodes } from "./cli-error";
import { type Connection, readAnswer } from "./connection";

/** The store of an id, or the only one of a name. Throws CliError when there is none, or more than one of the name. */
export async function findStore(connection: Connection, idOrName: string): Promise<MemoryStore> {
  if (/^memstore_\w+$/.test(idOrName)) {
    return readAnswer(await connection(`/v1/memory_stores/${idOrName}`), memoryStore);
  }
  const found: MemoryStore[] = [];
  let page: string | null = "";
  while (page !== null) {
    const query: string = `limit=100&include_archived=true${page === "" ? "" : `&page=${encodeURIComponent(page)}`}`;
    const answer: { data: MemoryStore[]; next_page: string | null } = await readAnswer(
      await connection(`/v1/memory_stores?${query}`),
      pageOf(memoryStore),
    );
    found.push(...answer.data.filter((store) => store.name === idOrName));
    page = answer.next_page;
  }
  const [store] = found;
  if (store === undefined) throw new CliError(`No memory store has the id or name ${JSON.stringify(idOrName)}.`);
  if (found.length > 1) {
    const ids = found.map((item) => item.id).join(", ");
    throw new CliError(`Several memory stores have the name ${JSON.stringify(idOrName)}: ${ids}.`, exitCodes.usage);
  }
  return store;
}
