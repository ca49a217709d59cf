import { stripErrorTags } from "../engine/call-outcome";

const errorWords =
  /\b(error|exception|fatal|panic|fail(ed|ure|s)?|cannot|can'?t|could not|unable|invalid|denied|refused|forbidden|unauthori[sz]ed|not (found|allowed|available|permitted|supported|enough|a|an|valid)|no such|unknown|unexpected|missing|required|must|exceed(s|ed)?|timed? ?out|timeout|conflict|already|abort(ed)?|rejected|illegal|unsupported|does not|doesn'?t|mismatch|undefined|insufficient|limit)\b|\b[45]\d\d\b/i;

/** The class and message with which a program ends, below the places that it came through. */
const raised = /^([\w$]+\.)*[A-Z]\w*(Error|Exception)(:\s|$)/;

/** Errors that agent harnesses raise about their own rules: true, frequent, and nothing to remember about this project. */
const harnessErrors = [
  /has not been read yet/i,
  /has been (modified|unexpectedly modified) since/i,
  /string to replace not found|old_str(ing)?\b|did not appear verbatim|matches of the string|no changes to make/i,
  /InputValidationError|required parameter|parameter .{0,60}(is missing|expected|type)|invalid tool (input|parameters)|unexpected parameter|schema validation/i,
  /exceeds maximum allowed (tokens|size)|token limit|context (window|length)|output too (large|long)|too long|truncated/i,
  /EISDIR|illegal operation on a directory/i,
  /^(command|tool|operation|request) timed out|timed out after/i,
  /file does not exist\.?$|no files? (found|matched)|no matches found/i,
  /requested permissions?|permission (mode|to use)|hasn'?t (been )?granted|haven'?t granted|not in (the )?allowed|blocked by|plan mode|read-only mode/i,
  /sibling tool call|parallel tool call|interrupted|cancell?ed|aborted by user/i,
  /unknown tool|no such tool available|tool .{0,40} (not found|does not exist|is not available)/i,
  /api error|overloaded|rate.?limit|internal server error|socket hang up|ECONNRESET|network error/i,
  /^(error|failed|failure|exit code \d+|process exited.*|command failed.*)[.:!]?$/i,
];

/** The line of an error that says most: what was raised, else the first with an error word, after the exit code. Null for errors of the harness. */
export function errorSignature(text: string): string | null {
  const lines = stripErrorTags(text)
    .replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, "g"), "")
    .split("\n", 60)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^exit code -?\d+$/i.test(line));
  const line =
    lines.find((candidate) => raised.test(candidate)) ??
    lines.find((candidate) => errorWords.test(candidate)) ??
    lines[0];
  if (line === undefined || line.length > 600) return null;
  return harnessErrors.some((pattern) => pattern.test(line)) ? null : line;
}

const masks: readonly RegExp[] = [
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)]+/gi,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\b\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?/g,
  /\b\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\b/g,
  /\b\d{1,3}(\.\d{1,3}){3}(:\d+)?\b/g,
  /\b0x[0-9a-f]+\b|\b(?=[a-f]*\d)[0-9a-f]{7,}\b/gi,
  /(?<![\w.])(~|\.{1,2})?(\/[\w@.+-]+){2,}\/?/g,
  /(?<![\p{L}\p{N}_])[-+]?\d+([_,]\d{3})*(\.\d+)?(?![\p{L}\p{N}_])/gu,
];

/** Puts `<*>` in place of what changes from one error to the next: addresses, ids, times, paths, numbers. */
export function maskVariables(line: string): string {
  return masks
    .reduce((text, pattern) => text.replace(pattern, "<*>"), line)
    .replace(/\s+/g, " ")
    .trim();
}
