import { type FolderRow, isFolderRow, type TreeRow } from "@/lib/client/memory-tree";
import type { Page } from "@/lib/client/page";

export interface WantedPage {
  folder: string;
  page: string | null;
}

/** Where the row of a folder leads: the end of its chain, which is read in its place. */
export const rowPath = (row: FolderRow) => row.joined_path ?? row.path;

/**
 * The pages that the tree needs: of each folder that is open all the way down as many as were asked for, as far as the pages
 * before them are there to say where they begin.
 */
export function wantedPages(
  open: ReadonlySet<string>,
  pagesOf: Readonly<Record<string, number>>,
  read: (wanted: WantedPage) => Page<TreeRow | FolderRow> | undefined,
): WantedPage[] {
  const wanted: WantedPage[] = [];
  const visit = (folder: string) => {
    let page: string | null = null;
    for (let count = pagesOf[folder] ?? 1; count > 0; count -= 1) {
      wanted.push({ folder, page });
      const answer = read({ folder, page });
      if (answer === undefined) return;
      for (const item of answer.data) if (isFolderRow(item) && open.has(rowPath(item))) visit(rowPath(item));
      page = answer.next_page;
      if (page === null) return;
    }
  };
  visit("/");
  return wanted;
}
