import type { DreamHunk } from "@/lib/contract/dream-change";

/** As many hunks as are drawn in one go without holding up the page. */
const chunkHunks = 20;

export interface HunkChunk {
  /** The place of its first hunk in the file, from 0. */
  start: number;
  hunks: readonly DreamHunk[];
}

/** The hunks of a file in the portions in which they are drawn. */
export function chunkHunksOf(hunks: readonly DreamHunk[]): HunkChunk[] {
  const chunks: HunkChunk[] = [];
  for (let start = 0; start < hunks.length; start += chunkHunks)
    chunks.push({ start, hunks: hunks.slice(start, start + chunkHunks) });
  return chunks;
}
