import { crc32, inflateRawSync } from "node:zlib";
import { type Entry, fromFd, type ZipFile } from "yauzl";
import { isAppError } from "@/lib/errors/app-error";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import {
  checkFolderName,
  contentLimitBytes,
  decodeText,
  fileOfArchive,
  type IncomingFile,
  labelOf,
} from "./incoming-file";
import type { SpooledUpload } from "./spool-upload";
import type { UnpackBudget } from "./unpack-budget";

declare module "yauzl" {
  interface ZipFile {
    readLocalFileHeader(
      entry: Entry,
      options: { minimal: true },
      callback: (error: Error | null, header: { fileDataStart: number }) => void,
    ): void;
  }
}

const stored = 0;
const deflated = 8;
const madeOnUnix = 3;
const typeOfMode = 0o170000;
const regularFile = 0o100000;
const folder = 0o040000;
/** A stored file is as large as its content; a deflated one at most a few bytes larger. */
const packedLimitBytes = contentLimitBytes + 1024;

/**
 * The files of a zip, one at a time, each checked against its checksum. Throws InvalidRequestError for links, encrypted
 * files, names that lead out, texts that no memory may hold, and an archive that is damaged, cut off or a bomb.
 */
export async function* readZip(
  upload: SpooledUpload,
  budget: UnpackBudget,
): AsyncGenerator<IncomingFile, void, undefined> {
  try {
    const zip = await openZip(upload);
    for (let entry = await nextEntry(zip); entry !== null; entry = await nextEntry(zip)) {
      // The names come as bytes, since they are decoded by stricter rules than the library's.
      const rawName = entry.fileName as unknown as Uint8Array;
      const name = decodeText(rawName, `The name ${JSON.stringify(Buffer.from(rawName).toString("latin1"))}`);
      if (isFolder(entry, name)) {
        checkFolderName(name);
        continue;
      }
      const bytes = await readEntry(upload, zip, entry, name, budget);
      yield fileOfArchive({ name, bytes, modifiedAt: timeOf(entry) });
    }
  } catch (error) {
    throw isAppError(error) ? error : damaged();
  }
}

function openZip(upload: SpooledUpload): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
    fromFd(upload.handle.fd, options, (error, zip) => {
      if (error) return reject(error);
      // An error between two entries is met by the next call; unheard, it would end the process.
      zip.on("error", () => undefined);
      resolve(zip);
    });
  });
}

function nextEntry(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      zip.off("entry", onEntry);
      zip.off("end", onEnd);
      zip.off("error", onError);
    };
    const onEntry = (entry: Entry) => {
      settle();
      resolve(entry);
    };
    const onEnd = () => {
      settle();
      resolve(null);
    };
    const onError = (error: Error) => {
      settle();
      reject(error);
    };
    zip.on("entry", onEntry);
    zip.on("end", onEnd);
    zip.on("error", onError);
    zip.readEntry();
  });
}

/** Throws for what is neither a folder nor a plain file. */
function isFolder(entry: Entry, name: string): boolean {
  const type = entry.versionMadeBy >> 8 === madeOnUnix ? (entry.externalFileAttributes >>> 16) & typeOfMode : 0;
  if (type !== 0 && type !== regularFile && type !== folder) {
    throw new InvalidRequestError(`${labelOf(name)} is not a plain file.`);
  }
  return name.endsWith("/") || type === folder;
}

async function readEntry(
  upload: SpooledUpload,
  zip: ZipFile,
  entry: Entry,
  name: string,
  budget: UnpackBudget,
): Promise<Buffer> {
  if (entry.isEncrypted()) throw new InvalidRequestError(`${labelOf(name)} is encrypted.`);
  const { compressionMethod, compressedSize, uncompressedSize } = entry;
  budget.takeFile(name, uncompressedSize);
  budget.takeBytes(uncompressedSize);
  if (compressedSize > packedLimitBytes) throw damaged();
  if (compressionMethod !== stored && compressionMethod !== deflated) {
    throw new InvalidRequestError(`${labelOf(name)} is packed by a method that is not read here; deflate is.`);
  }
  const start = await new Promise<number>((resolve, reject) => {
    zip.readLocalFileHeader(entry, { minimal: true }, (error, header) =>
      error ? reject(error) : resolve(header.fileDataStart),
    );
  });
  const packed = Buffer.alloc(compressedSize);
  if (compressedSize > 0) {
    const { bytesRead } = await upload.handle.read(packed, 0, compressedSize, start);
    if (bytesRead < compressedSize) throw damaged();
  }
  // Small and bounded, so cheaper here than a trip to another thread.
  const bytes = compressionMethod === stored ? packed : inflateRawSync(packed, { maxOutputLength: contentLimitBytes });
  if (bytes.length !== uncompressedSize || crc32(bytes) !== entry.crc32) throw damaged();
  return bytes;
}

function timeOf(entry: Entry): Date | null {
  const time = entry.getLastModDate();
  return Number.isNaN(time.getTime()) ? null : time;
}

function damaged(): InvalidRequestError {
  return new InvalidRequestError("The body is not a whole zip archive: it is damaged, or was cut off.");
}
