import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { contentLimitBytes, labelOf } from "./incoming-file";

export interface UnpackLimits {
  files: number;
  unpackedBytes: number;
  /** Up to here nobody asks how well an archive is packed: a store of repetitive files is one as well. */
  freeBytes: number;
  /** Beyond that, how many times larger it may get. */
  ratio: number;
}

const unpackLimits: UnpackLimits = {
  files: 1_000_000,
  unpackedBytes: 8 * 1024 ** 3,
  freeBytes: 256 * 1024 ** 2,
  ratio: 100,
};

/** Counts what comes out of an archive, and refuses one that is made to get larger than anybody means. */
export function unpackBudget(archiveBytes: number, limits = unpackLimits) {
  const limitBytes = Math.min(limits.unpackedBytes, Math.max(limits.freeBytes, archiveBytes * limits.ratio));
  let unpackedBytes = 0;
  let files = 0;
  return {
    /** Throws InvalidRequestError before the bytes are kept. */
    takeBytes(sizeBytes: number): void {
      unpackedBytes += sizeBytes;
      if (unpackedBytes > limitBytes) {
        throw new InvalidRequestError(`The archive unpacks to more than ${limitBytes} bytes.`);
      }
    },
    /** As takeBytes, for one file more, with its size as the archive announces it. */
    takeFile(name: string, sizeBytes: number): void {
      files += 1;
      if (files > limits.files) throw new InvalidRequestError(`The archive holds more than ${limits.files} files.`);
      if (sizeBytes > contentLimitBytes) {
        throw new InvalidRequestError(`${labelOf(name)} is larger than ${contentLimitBytes} bytes.`);
      }
    },
  };
}

export type UnpackBudget = ReturnType<typeof unpackBudget>;
