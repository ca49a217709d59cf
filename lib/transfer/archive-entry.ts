/** One file of an archive. */
export interface ArchiveEntry {
  /** Relative, with / between its segments; see entryName. */
  name: string;
  content: string;
  modifiedAt: Date;
}

/** A plain file that its owner may write and everybody may read; the same for every entry. */
export const entryMode = 0o644;
