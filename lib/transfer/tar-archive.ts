import { pipeline, type Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { pack as createPack, type Pack } from "tar-stream";
import { type ArchiveEntry, entryMode } from "./archive-entry";
import { largeChunks } from "./large-chunks";

/** A gzipped tar of the entries in their order, made as it is read: one file at a time, and never faster than its reader. */
export function tarArchive(entries: AsyncIterable<ArchiveEntry>): Readable {
  const pack = createPack();
  const gzip = createGzip();
  // Whoever reads the result is told by the result; unheard, the same error here would end the process.
  pack.on("error", () => undefined);
  // Its types do not say of what it is a stream.
  const packed = pack as AsyncIterable<Uint8Array>;
  pipeline(largeChunks(packed), gzip, () => undefined);
  fill(pack, entries).catch((error: Error) => pack.destroy(error));
  return gzip;
}

async function fill(pack: Pack, entries: AsyncIterable<ArchiveEntry>): Promise<void> {
  for await (const entry of entries) {
    await new Promise<void>((resolve, reject) => {
      const header = { name: entry.name, mtime: entry.modifiedAt, mode: entryMode };
      const file = pack.entry(header, entry.content, (error) => (error ? reject(error) : resolve()));
      file.on("error", reject);
    });
  }
  pack.finalize();
}
