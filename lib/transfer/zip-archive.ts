import { Readable } from "node:stream";
import { promisify } from "node:util";
import { crc32, deflateRaw } from "node:zlib";
import type { ArchiveEntry } from "./archive-entry";
import { centralRecord, endOfDirectory, localHeader, type ZipRecord } from "./zip-records";

const deflate = promisify(deflateRaw);
/** Directory records are kept joined, since a hundred thousand small buffers weigh more than what they hold. */
const recordsPerChunk = 1000;

/** A zip of the entries in their order, made as it is read: one file at a time, and never faster than its reader. */
export function zipArchive(entries: AsyncIterable<ArchiveEntry>): Readable {
  return Readable.from(zipChunks(entries), { objectMode: false });
}

async function* zipChunks(entries: AsyncIterable<ArchiveEntry>): AsyncGenerator<Buffer, void, undefined> {
  const directory: Buffer[] = [];
  let recent: Buffer[] = [];
  let count = 0;
  let offset = 0;
  for await (const entry of entries) {
    const { record, body } = await compress(entry, offset);
    const file = Buffer.concat([localHeader(record), body]);
    recent.push(centralRecord(record));
    count += 1;
    offset += file.length;
    yield file;
    if (recent.length === recordsPerChunk) directory.push(Buffer.concat(recent.splice(0)));
  }
  directory.push(Buffer.concat(recent));
  recent = [];
  yield* directory;
  const sizeBytes = directory.reduce((total, chunk) => total + chunk.length, 0);
  yield endOfDirectory({ count, sizeBytes, offset });
}

async function compress(entry: ArchiveEntry, offset: number): Promise<{ record: ZipRecord; body: Buffer }> {
  const content = Buffer.from(entry.content, "utf8");
  const deflated = await deflate(content);
  const isSmaller = deflated.length < content.length;
  const body = isSmaller ? deflated : content;
  const record = {
    name: Buffer.from(entry.name, "utf8"),
    modifiedAt: entry.modifiedAt,
    isDeflated: isSmaller,
    crc: crc32(content),
    storedBytes: body.length,
    sizeBytes: content.length,
    offset,
  };
  return { record, body };
}
