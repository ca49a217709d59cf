/** `/a/b/` → `/a/`, `/a/b/`; of a file's path the folders above it. */
export function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let slash = path.indexOf("/", 1); slash !== -1; slash = path.indexOf("/", slash + 1)) {
    folders.push(path.slice(0, slash + 1));
  }
  return folders;
}

/**
 * Opens folders with all above them: a row may stand for a chain of folders, and must stay open when a file that somebody
 * writes breaks the chain into rows.
 */
export function withOpened(open: readonly string[], folders: readonly string[]): string[] {
  return [...new Set([...open, ...folders.flatMap(foldersOf)])];
}

/** Closes a row and the links of its chain; folders that are rows of their own stay open. */
export function withClosed(open: readonly string[], folder: string, isRow: (folder: string) => boolean): string[] {
  const chain = new Set(foldersOf(folder).filter((above) => above === folder || !isRow(above)));
  return open.filter((one) => !chain.has(one));
}

/** What the tree's library asks for, as folders opened and closed. */
export function changeOpened(
  open: readonly string[],
  next: readonly string[],
  isRow: (folder: string) => boolean,
): string[] {
  const kept = new Set(next);
  const before = new Set(open);
  const closed = open.filter((folder) => !kept.has(folder) && isRow(folder));
  const opened = next.filter((folder) => !before.has(folder));
  return withOpened(
    closed.reduce<readonly string[]>((left, folder) => withClosed(left, folder, isRow), open),
    opened,
  );
}
