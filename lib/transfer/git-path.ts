import { entryName } from "./entry-name";

/** Where a version stands in git whose text and path were redacted. */
export function redactedGitPath(memoryId: string): string {
  return `redacted/${memoryId}`;
}

/**
 * The path of a memory in a git tree: its name in an archive, with percent-encoding also for what git takes for its own
 * (`.git` in every spelling that some file system folds to it, and the files that git obeys in a checkout) and for the
 * folder where redacted versions stand. Decoding every `%XX` gives the memory's path back.
 */
export function gitPath(path: string): string {
  return entryName(path)
    .split("/")
    .map((segment, index) => {
      if (isGitsOwn(segment)) return encodeFirst(segment);
      return index === 0 && segment.toLowerCase() === "redacted" ? encodeFirst(segment) : segment;
    })
    .join("/");
}

function isGitsOwn(segment: string): boolean {
  // Windows drops what follows a colon, and dots and spaces at the end; a name with ~ and a digit is a short form of a longer one.
  return (
    /^\.git(modules|attributes|ignore)?[. ]*(:|$)/i.test(segment) || /^(git|gi[0-9a-f]{4})[a-z]*~\d/i.test(segment)
  );
}

function encodeFirst(segment: string): string {
  return `%${segment.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}${segment.slice(1)}`;
}

/** A path as git fast-import reads it: between quotes, with what would end them escaped. */
export function quoteGitPath(path: string): string {
  return `"${path.replace(/["\\]/g, "\\$&")}"`;
}
