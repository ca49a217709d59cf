/**
 * The name of a memory's file in an archive: its path without the leading slash. What a tool on another system could
 * take for a way out of the folder that it unpacks into is percent-encoded: backslashes, a drive letter, and segments of
 * nothing but dots and spaces, which Windows shortens. A percent sign before two hexadecimal digits is encoded as well, so
 * decoding every `%XX` gives the path back and no two memories share a name. So is U+FFFD, which readers of archives put in
 * place of what they could not decode.
 */
export function entryName(path: string): string {
  return path
    .slice(1)
    .replace(/%(?=[0-9A-Fa-f]{2})/g, "%25")
    .replaceAll("\\", "%5C")
    .replaceAll("\uFFFD", "%EF%BF%BD")
    .replace(/^([A-Za-z]):/, "$1%3A")
    .replace(
      /(?<=^|\/)([. ]*)([. ])(?=\/|$)/g,
      (_, start: string, last: string) => start + (last === "." ? "%2E" : "%20"),
    );
}

/**
 * The path that a name in an archive stands for: what entryName encodes is decoded, and nothing else, so that a file that
 * another tool packed as `100%25` keeps its name. Takes off the `./` that tar puts before the files of a folder.
 */
export function pathOfEntry(name: string): string {
  const plain = name.replace(/^(\.\/)+/, "");
  let decoded: string;
  try {
    decoded = `/${decodeURIComponent(plain.replace(/%(?![0-9A-Fa-f]{2})/g, "%25"))}`;
  } catch {
    return `/${plain}`;
  }
  return entryName(decoded) === plain ? decoded : `/${plain}`;
}
