import type { ExportFormat } from "@/lib/contract/transfer";

const lengthLimit = 80;

/** A file name of plain letters that no header and no file system can misread; the store's id where its name has none. */
export function archiveFileName(store: { id: string; name: string }, format: ExportFormat): string {
  const plain = store.name
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(0, lengthLimit)
    .replace(/^-+|-+$/g, "");
  return `${plain === "" ? store.id : plain}.${format}`;
}
