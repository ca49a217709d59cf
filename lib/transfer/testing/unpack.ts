import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { fromBuffer } from "yauzl";

export interface UnpackedFile {
  name: string;
  content: string;
  mode: number;
  modifiedAt: Date;
}

const readAll = async (stream: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
};

/** The files of a gzipped tar, in order. */
export async function unpackTar(archive: Uint8Array): Promise<UnpackedFile[]> {
  const files: UnpackedFile[] = [];
  const reader = extract();
  const source = Readable.from([archive]).pipe(createGunzip());
  source.on("error", (error) => reader.destroy(error));
  source.pipe(reader);
  for await (const entry of reader) {
    const { name, mode, mtime } = entry.header;
    files.push({
      name,
      content: await readAll(entry as unknown as AsyncIterable<Uint8Array>),
      mode: mode ?? 0,
      modifiedAt: mtime ?? new Date(0),
    });
  }
  return files;
}

/** The files of a zip, in the order of its directory, each checked against its checksum. */
export async function unpackZip(archive: Uint8Array): Promise<UnpackedFile[]> {
  const zip = await new Promise<import("yauzl").ZipFile>((resolve, reject) => {
    fromBuffer(
      Buffer.from(archive),
      { lazyEntries: true, strictFileNames: true, validateEntrySizes: true },
      (error, opened) => (error ? reject(error) : resolve(opened)),
    );
  });
  const files: UnpackedFile[] = [];
  await new Promise<void>((resolve, reject) => {
    zip.on("error", reject);
    zip.on("end", resolve);
    zip.on("entry", (entry: import("yauzl").Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        readAll(stream).then((content) => {
          const mode = (entry.externalFileAttributes >>> 16) & 0o7777;
          files.push({ name: entry.fileName, content, mode, modifiedAt: entry.getLastModDate() });
          zip.readEntry();
        }, reject);
      });
    });
    zip.readEntry();
  });
  return files;
}
