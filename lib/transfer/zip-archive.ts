import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { type ArchiveEntry, entryMode } from "./archive-entry";

const regularFile = 0o100000;

/** A zip of the entries in their order, made as it is read: one file at a time, and never faster than its reader. */
export function zipArchive(entries: AsyncIterable<ArchiveEntry>): Readable {
  const archive = new PassThrough();
  const zip = new ZipFile();
  zip.on("error", (error: Error) => archive.destroy(error));
  pipeline(zip.outputStream, archive).catch((error: Error) => archive.destroy(error));
  fill(zip, entries, archive).catch((error: Error) => archive.destroy(error));
  return archive;
}

async function fill(zip: ZipFile, entries: AsyncIterable<ArchiveEntry>, archive: Readable): Promise<void> {
  let wake: () => void = () => undefined;
  archive.once("close", () => wake());
  for await (const entry of entries) {
    if (archive.destroyed) return;
    const content = Buffer.from(entry.content, "utf8");
    const body = Readable.from(content.length === 0 ? [] : [content], { objectMode: false });
    const isRead = new Promise<void>((resolve) => {
      wake = resolve;
      body.once("end", resolve);
    });
    zip.addReadStream(body, entry.name, {
      mtime: entry.modifiedAt,
      mode: regularFile | entryMode,
      size: content.length,
    });
    // yazl takes any number of entries at once; the next one waits until this one is on its way.
    await isRead;
  }
  zip.end();
}
