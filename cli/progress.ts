import type { Terminal } from "./terminal";

const redrawMs = 200;
const units = ["bytes", "kB", "MB", "GB", "TB"];

/** How many bytes, for a person: 1.2 MB. */
export function formatBytes(sizeBytes: number): string {
  let value = sizeBytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** Tells how far a transfer is: on one line that is drawn again where a person watches, else only at its end. */
export function trackProgress({ stderr }: Pick<Terminal, "stderr">, verb: string, totalBytes: number | null) {
  const startedAt = Date.now();
  let sizeBytes = 0;
  let drawnAt = 0;
  const line = () => {
    const seconds = Math.max(0.001, (Date.now() - startedAt) / 1000);
    const of = totalBytes === null ? "" : ` of ${formatBytes(totalBytes)}`;
    return `${verb} ${formatBytes(sizeBytes)}${of}, ${formatBytes(Math.round(sizeBytes / seconds))}/s`;
  };
  return {
    /** Passes chunks on and counts them. */
    async *count(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
      for await (const chunk of chunks) {
        sizeBytes += chunk.length;
        if (stderr.isTTY === true && Date.now() - drawnAt >= redrawMs) {
          drawnAt = Date.now();
          stderr.write(`\r\u001b[2K${line()}`);
        }
        yield chunk;
      }
    },
    /** Writes the last state, and what else there is to say. */
    end(more: string): void {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      stderr.write(`${stderr.isTTY === true ? "\r\u001b[2K" : ""}${line()}, ${seconds} s: ${more}\n`);
    },
  };
}
