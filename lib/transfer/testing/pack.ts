import { buffer } from "node:stream/consumers";
import { crc32, createGzip, deflateRawSync } from "node:zlib";
import { pack } from "tar-stream";
import { centralRecord, endOfDirectory, localHeader } from "../zip-records";

/** One entry as a hostile archive might have it: any name, any bytes. */
export interface PackedEntry {
  name: string;
  content: string | Uint8Array;
  type?: "file" | "directory" | "symlink";
}

const modifiedAt = new Date();

/** A gzipped tar of the entries, whatever they are called. */
export async function buildTar(entries: readonly PackedEntry[]): Promise<Buffer> {
  const archive = pack();
  const packed = buffer(archive.pipe(createGzip()));
  for (const { name, content, type = "file" } of entries) {
    const header = { name, type, mtime: modifiedAt, ...(type === "symlink" ? { linkname: "/etc/passwd" } : {}) };
    if (type === "file") archive.entry(header, Buffer.from(content));
    else archive.entry(header);
  }
  archive.finalize();
  return await packed;
}

/** A zip of the entries, whatever they are called. */
export async function buildZip(entries: readonly PackedEntry[]): Promise<Buffer> {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, type = "file" } of entries) {
    const bytes = Buffer.from(type === "symlink" ? "/etc/passwd" : content);
    const body = deflateRawSync(bytes);
    const record = {
      name: Buffer.from(name, "utf8"),
      modifiedAt,
      isDeflated: true,
      crc: crc32(bytes),
      storedBytes: body.length,
      sizeBytes: bytes.length,
      offset,
    };
    const central = centralRecord(record);
    if (type === "symlink") central.writeUInt32LE(0o120777 * 0x10000, 38);
    if (type === "directory") central.writeUInt32LE(0o040755 * 0x10000, 38);
    directory.push(central);
    const file = Buffer.concat([localHeader(record), body]);
    files.push(file);
    offset += file.length;
  }
  const records = Buffer.concat(directory);
  return Buffer.concat([
    ...files,
    records,
    endOfDirectory({ count: entries.length, sizeBytes: records.length, offset }),
  ]);
}
