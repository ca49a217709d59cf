export const memoryPathLimitBytes = 1024;
export const memoryPathLimitSegments = 20;

const forbiddenCharacters = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
const encoder = new TextEncoder();

/**
 * Why a text is not the path of a memory, or null when it is one. The server refuses and never normalises:
 * two spellings of one path would be two memories to an agent's file system.
 */
export function memoryPathProblem(path: string): string | null {
  if (!path.startsWith("/")) return "must start with /";
  if (!path.isWellFormed()) return "must be valid Unicode";
  if (forbiddenCharacters.test(path)) return "must not contain control, format or line separator characters";
  if (path.normalize("NFC") !== path) return "must be in Unicode normalisation form C";
  if (encoder.encode(path).length > memoryPathLimitBytes)
    return `must be at most ${memoryPathLimitBytes} bytes of UTF-8`;
  const segments = path.slice(1).split("/");
  if (segments.length > memoryPathLimitSegments) return `must have at most ${memoryPathLimitSegments} segments`;
  for (const segment of segments) {
    if (segment === "") return "must not have an empty segment, so no // and no / at the end";
    if (segment === "." || segment === "..") return "must not have the segment . or ..";
  }
  return null;
}

/** The paths above a memory's path, nearest last: /a/b/c has /a and /a/b. */
export function ancestorsOf(path: string): string[] {
  const segments = path.slice(1).split("/");
  return segments.slice(1).map((_, index) => `/${segments.slice(0, index + 1).join("/")}`);
}
