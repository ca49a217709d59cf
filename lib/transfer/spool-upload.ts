import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ulid } from "ulid";
import { RequestTooLargeError } from "@/lib/errors/request-too-large-error";

/** An upload on disk. */
export interface SpooledUpload {
  handle: FileHandle;
  sizeBytes: number;
}

const uploadLimitBytes = 2 * 1024 ** 3;

/**
 * Writes a body to a file without a name, hands it to `work` and lets it go: a zip has to be read from its end, and no
 * transaction should be as slow as somebody's line. Throws RequestTooLargeError.
 */
export async function spoolUpload<T>(
  body: AsyncIterable<Uint8Array>,
  work: (upload: SpooledUpload) => Promise<T>,
  limitBytes = uploadLimitBytes,
): Promise<T> {
  const dataDir = process.env.REVERIE_DATA_DIR;
  const folder = dataDir === undefined || dataDir === "" ? tmpdir() : join(dataDir, "uploads");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `reverie-upload-${ulid()}`);
  const handle = await open(path, "wx+", 0o600);
  try {
    // Without a name it is gone when we are, however we end. Where a system refuses, it is removed below.
    await rm(path, { force: true }).catch(() => undefined);
    let sizeBytes = 0;
    for await (const chunk of body) {
      sizeBytes += chunk.length;
      if (sizeBytes > limitBytes) throw new RequestTooLargeError(`The body is larger than ${limitBytes} bytes.`);
      await writeAll(handle, chunk);
    }
    return await work({ handle, sizeBytes });
  } finally {
    await handle.close();
    await rm(path, { force: true }).catch(() => undefined);
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let offset = 0; offset < chunk.length; ) {
    const { bytesWritten } = await handle.write(chunk, offset);
    offset += bytesWritten;
  }
}
