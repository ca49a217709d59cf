import { stripErrorTags } from "../engine/call-outcome";
import type { CallToken } from "../engine/call-token";
import { holdsWord } from "../engine/holds-word";
import type { Call } from "../engine/normalised-session";

/** Ways to say that something named does not exist; the word itself must stand in the same line. */
const missing = new RegExp(
  [
    "\\b(does|did|do|was|were|is|are|could|can|has|have)(n['’]?t| not| never) (seem to |appear to |been |be )?(exists?|found|located|resolved|known|recogni[sz]ed|valid|registered|defined|declared|present|matched|listed|available as|part of|in the (list|catalog|registry|index))\\b",
    "\\bnot (found|exist|recogni[sz]ed|registered|defined|known|a valid|a known|a recogni[sz]ed|present|installed|in the (list|catalog|registry|index))\\b",
    "\\b(no|not any) such (file or directory|file|directory)\\b|\\bno such\\b|\\bthere (is|are) no\\b|\\bnothing (is )?(called|named|matches|found)\\b",
    "\\b(unknown|unrecogni[sz]ed|unregistered|undefined|undeclared|unresolved|nonexistent|non-existent|nonexisting|non-existing)\\b|\\bENOENT\\b|\\bNXDOMAIN\\b|\\bE?404\\b|\\bNotFound\\b",
    "\\bdid you mean\\b|\\bmissing script\\b|\\bno longer (exists?|available|valid|supported)\\b|\\bdoesn['’]?t match any\\b|\\b(matches|matched) (no|nothing)\\b",
    "\\b(cannot|could not|couldn['’]?t|can['’]?t|unable to|failed to) (be )?(find|found|locate|located|resolve|resolved|look up|stat|open|access)\\b",
    "\\bis not an? (\\w+ )?(command|flag|option|file|directory|member|subcommand)\\b",
    "\\bhas no (attribute|member|field|column|property|method|command|subcommand|key|entry)\\b|\\bno (entry|match|matches|results?|record) for\\b|\\bno (matching )?[\\w-]+ (named|called|matches|with (the )?(name|id)|by that name)\\b",
    "\\b(invalid|illegal|bad|unsupported|unexpected) (option|flag|choice|argument|subcommand|command|parameter|field|name|value for)\\b",
  ].join("|"),
  "i",
);

/** What a failed edit says about the text to replace: the file is there, so it is no missing reference. */
const editMismatch =
  /string to replace|old_str|did not appear verbatim|no replacement was performed|matches of the string|search (text|block|string)|hunk #?\d* ?(failed|does)|patch does not apply|has (not been read|been modified)/i;

const otherClass =
  /permission denied|forbidden|unauthori[sz]ed|timed? ?out|rate limit|too many requests|already exists|in use|locked|conflict|refused|unavailable|temporar|quota|tests? failed|failing/i;

const commandMissing =
  /command not found|not recogni[sz]ed|(unknown|no such) (command|program)|not installed|executable/i;
const genericNoun =
  /^(files?|director(y|ies)|folder|path|command|option|flag|argument|module|name|error|not|found|exists?|such|no|in|is|of|the|for|or|and)$/i;
const fileMissing = /\b(file|directory|folder|path|ENOENT)\b/i;

/** "Nobody named x", "no dashboard by the name x": a bare no says it where the error is short and speaks of nothing else that was lacking. */
const bareNo =
  /\b(nobody|no one|none|nothing|no(?! (longer|more|permissions?|access|rights?|space|capacity|quota|room|credits?|funds|balance|connection|route|response|reply|answer|changes?|need|replicas?|workers?|seats?|time)\b))\b/i;
const longestBareNo = 160;

/**
 * The word of a failed call that its error calls non-existent, or null. The word must stand in the very line that says so; a tool that takes
 * one path may leave the path out of its message. Wording alone never decides for unknown phrasings: there the error must quote the word.
 */
export function missingReference(call: Call): CallToken | null {
  const text = stripErrorTags(call.result?.text ?? "");
  if (editMismatch.test(text)) return null;
  for (const line of text.split("\n", 40)) {
    const phrase = missing.exec(line);
    if (!phrase) continue;
    const named = namedBy(line, phrase, call.tokens);
    if (named) return isTelling(named.text) ? { ...named, isPath: named.isPath || isFileNews(line) } : null;
    const [only, ...others] = call.tokens.filter((token) => token.slot === "path");
    if (
      only &&
      others.length === 0 &&
      isTelling(only.text) &&
      /\b(file|path|directory|folder|enoent|exist)/i.test(line)
    )
      return only;
  }
  const firstLine = text.split("\n").find((line) => line.trim() !== "") ?? "";
  if (otherClass.test(text) || text.length > 400) return null;
  const denial = text.length <= longestBareNo ? bareNo.exec(firstLine) : null;
  const denied = denial ? namedBy(firstLine, denial, call.tokens) : null;
  if (denied && isTelling(denied.text)) return { ...denied, isPath: denied.isPath || isFileNews(firstLine) };
  const quoted = call.tokens.filter(
    (token) => isTelling(token.text) && token.slot !== "program" && quotesWord(firstLine, token),
  );
  return quoted.toSorted((left, right) => right.text.length - left.text.length)[0] ?? null;
}

/** "Nobody named x in the directory" speaks of people. */
function isFileNews(line: string): boolean {
  return fileMissing.test(line.replace(/\b(in|from|of) (the|this|our|any) (directory|folder|path)\b/gi, ""));
}

/**
 * Of the words that the line names, the quoted one, else the one next to the phrase: right before "not found", or the last of
 * the words that follow "unknown".
 */
function namedBy(line: string, phrase: RegExpExecArray, tokens: readonly CallToken[]): CallToken | null {
  const candidates = tokens
    .filter(
      (token) =>
        token.text.length > 1 &&
        !genericNoun.test(token.text) &&
        (token.slot !== "program" || commandMissing.test(line)) &&
        namesWord(line, token),
    )
    .map((token) => ({ token, at: placeOf(line, token), isQuoted: quotesWord(line, token) }))
    .sort((left, right) => left.at - right.at || right.token.text.length - left.token.text.length);
  const quoted = candidates.find(({ isQuoted }) => isQuoted);
  if (quoted) return quoted.token;
  const before = candidates.findLast(({ token, at }) => at + token.text.length <= phrase.index);
  const after = candidates.filter(({ at }) => at >= phrase.index);
  const gapBefore = before ? phrase.index - before.at - before.token.text.length : Number.POSITIVE_INFINITY;
  const [first] = after;
  const gapAfter = first ? first.at - phrase.index - phrase[0].length : Number.POSITIVE_INFINITY;
  if (gapBefore <= gapAfter) return before?.token ?? null;
  let chosen = first;
  for (const next of after)
    if (chosen && next.at > chosen.at && next.at - chosen.at - chosen.token.text.length <= 2) chosen = next;
  return chosen?.token ?? null;
}

function placeOf(line: string, token: CallToken): number {
  const whole = line.indexOf(token.text);
  return whole === -1 ? Math.max(0, ...pathEnds(token.text).map((end) => line.indexOf(end))) : whole;
}

/** Whether a text names a word, or for a path its end, as a word of its own. */
export function namesWord(text: string, token: Pick<CallToken, "text" | "isPath">): boolean {
  return (
    holdsWord(text, token.text) ||
    (token.isPath && token.text.includes("/") && pathEnds(token.text).some((end) => holdsWord(text, end)))
  );
}

function pathEnds(path: string): string[] {
  const segments = path.split("/").filter(Boolean);
  return segments.length < 2
    ? segments
    : [segments.slice(-2).join("/"), segments.at(-1) ?? ""].filter((end) => end.length > 2);
}

function quotesWord(text: string, token: CallToken): boolean {
  return ["''", '""', "``", "<>", "[]", "“”", "‘’", "«»"].some((quotes) =>
    text.includes(`${quotes[0]}${token.text}${quotes[1]}`),
  );
}

/** Numbers, hashes, times and temporary files name one moment, not a thing to remember. */
function isTelling(word: string): boolean {
  if (word.length < 2 || word.length > 200 || !/\p{L}{2}/u.test(word) || /[`\p{Cc}]/u.test(word)) return false;
  if (/^(\/(private\/)?(tmp|var\/folders|dev|proc)\/|\/?tmp\/)/.test(word)) return false;
  return !/^(0x)?[0-9a-f]{7,}$|^[0-9a-f]{8}-[0-9a-f]{4}-|^\d{4}-\d{2}-\d{2}/i.test(word);
}
