import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { isAppError } from "@/lib/errors/app-error";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { checkFolderName, decodeText, fileOfArchive, type IncomingFile, labelOf } from "./incoming-file";
import type { SpooledUpload } from "./spool-upload";
import type { UnpackBudget } from "./unpack-budget";

const blockBytes = 512;
/** Names and attributes of one file; more without any file is an attack on our memory. */
const headersLimitBytes = 1024 ** 2;
const files: ReadonlySet<string | null | undefined> = new Set(["file", "contiguous-file"]);

/**
 * The files of a gzipped tar, one at a time. Throws InvalidRequestError for links, devices, names that lead out, texts
 * that no memory may hold, and an archive that is damaged, cut off or a bomb.
 */
export async function* readTar(
  upload: SpooledUpload,
  budget: UnpackBudget,
): AsyncGenerator<IncomingFile, void, undefined> {
  // Read as single bytes, so that a name that is not UTF-8 can be told from one that is.
  const reader = extract({ filenameEncoding: "latin1" } as Parameters<typeof extract>[0]);
  const progress = { bytesSinceFile: 0, end: Buffer.alloc(0) };
  const fed = feed(upload, reader, budget, progress);
  // Told by the reader as well; a second time it must not end the process.
  fed.catch(() => undefined);
  try {
    for await (const entry of reader) {
      progress.bytesSinceFile = -(entry.header.size ?? 0);
      const { header } = entry;
      const name = nameOf(header);
      if (header.type === "directory") {
        checkFolderName(name);
        // The reader would wait for bytes that it does not give.
        if (header.size !== 0) throw damaged();
      } else if (!files.has(header.type)) throw new InvalidRequestError(`${labelOf(name)} is not a plain file.`);
      else budget.takeFile(name, header.size ?? 0);
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
      if (header.type === "directory") continue;
      yield fileOfArchive({ name, bytes: Buffer.concat(chunks), modifiedAt: timeOf(header.mtime) });
    }
    await fed;
    requireEnd(progress.end);
  } catch (error) {
    throw isAppError(error) ? error : damaged();
  } finally {
    reader.destroy(damaged());
  }
}

type Extract = ReturnType<typeof extract>;

async function feed(
  upload: SpooledUpload,
  reader: Extract,
  budget: UnpackBudget,
  progress: { bytesSinceFile: number; end: Buffer },
): Promise<void> {
  const source = upload.handle.createReadStream({ start: 0, autoClose: false });
  const unpacked = source.pipe(createGunzip());
  source.on("error", (error) => unpacked.destroy(error));
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      budget.takeBytes(chunk.length);
      progress.bytesSinceFile += chunk.length;
      if (progress.bytesSinceFile > headersLimitBytes) throw damaged();
      const joined = Buffer.concat([progress.end, chunk.subarray(-2 * blockBytes)]);
      progress.end = joined.subarray(-2 * blockBytes);
      if (!reader.write(chunk)) await drained(reader);
      if (reader.destroyed) return;
    }
    reader.end(undefined);
  } catch (error) {
    reader.destroy(error as Error);
    throw error;
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

function drained(reader: Extract): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      reader.off("drain", done);
      reader.off("close", done);
      resolve();
    };
    reader.on("drain", done);
    reader.on("close", done);
  });
}

function nameOf(header: Header): string {
  // The types say less of it than the library.
  const pax = header.pax as { path?: string } | null | undefined;
  if (pax?.path !== undefined) {
    if (header.name.includes("\uFFFD")) throw new InvalidRequestError(`${labelOf(header.name)} is not named in UTF-8.`);
    return header.name;
  }
  return decodeText(Buffer.from(header.name, "latin1"), `The name ${JSON.stringify(header.name.slice(0, 200))}`);
}

function timeOf(mtime: Date | undefined): Date | null {
  return mtime === undefined || Number.isNaN(mtime.getTime()) ? null : mtime;
}

/** A tar ends with two empty blocks; one that was cut off between two files lacks them. */
function requireEnd(end: Buffer): void {
  if (end.length < 2 * blockBytes || end.some((byte) => byte !== 0)) throw damaged();
}

function damaged(): InvalidRequestError {
  return new InvalidRequestError("The body is not a whole tar.gz archive: it is damaged, or was cut off.");
}
