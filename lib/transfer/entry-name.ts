/**
 * The name of a memory's file in an archive: its path without the leading slash. What a tool on another system could
 * take for a way out of the folder that it unpacks into is percent-encoded: backslashes, a drive letter, and segments of
 * nothing but dots and spaces, which Windows shortens. A percent sign before two hexadecimal digits is encoded as well, so
 * decoding every `%XX` gives the path back and no two memories share a name.
 */
export function entryName(path: string): string {
  return path
    .slice(1)
    .replace(/%(?=[0-9A-Fa-f]{2})/g, "%25")
    .replaceAll("\\", "%5C")
    .replace(/^([A-Za-z]):/, "$1%3A")
    .replace(
      /(?<=^|\/)([. ]*)([. ])(?=\/|$)/g,
      (_, start: string, last: string) => start + (last === "." ? "%2E" : "%20"),
    );
}
