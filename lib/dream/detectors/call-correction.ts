import { sequenceRatio, tokenChanges } from "@/lib/text/sequence-ratio";
import type { CallToken } from "../engine/call-token";
import type { Call } from "../engine/normalised-session";
import { namesWord } from "./missing-reference";

const mostChanged = 2;
const alikeRatio = 0.75;

/**
 * What replaced `wrong` in a later call of the same tool, or null where that call is something else. At most two words may go and two may
 * come, and the calls must be alike: by sequence ratio, or because exactly the named word differs while two others stay.
 */
export function correctedTo(failed: Call, later: Call, wrong: CallToken): string | null {
  if (later.tool !== failed.tool || later.outcome !== "ok" || later.touchesMemory) return null;
  const changes = tokenChanges(failed.tokens.map(tokenId), later.tokens.map(tokenId));
  const removed = changes.reduce((sum, change) => sum + change.removed.length, 0);
  const added = changes.reduce((sum, change) => sum + change.added.length, 0);
  if (removed === 0 || added === 0 || removed > mostChanged || added > mostChanged) return null;
  const run = changes.find((change) => change.removed.includes(tokenId(wrong)));
  if (!run || run.added.length === 0) return null;
  const right = replacementIn(run, tokenId(wrong));
  if (right === null || right === wrong.text || !isRemarkable(right)) return null;
  const stayed = failed.tokens.length - removed + new Set(failed.tokens.map((token) => token.key)).size - 1;
  const isOneSlot = removed === 1 && added === 1 && stayed >= 2;
  if (!isOneSlot && sequenceRatio(callText(failed), callText(later)) <= alikeRatio) return null;
  if (wrong.isPath && !arePathsAlike(wrong.text, right)) return null;
  if (namesWord(later.result?.text ?? "", wrong) && /not found|no such|does not exist/i.test(later.result?.text ?? ""))
    return null;
  return right;
}

function tokenId(token: CallToken): string {
  return `${token.key}\0${token.text}`;
}

/** Words change place for place where as many come as go; otherwise all that came stand for the wrong one. */
function replacementIn(run: { removed: string[]; added: string[] }, wrong: string): string | null {
  const words = run.added.map((id) => id.slice(id.indexOf("\0") + 1));
  if (run.removed.length === run.added.length) return words[run.removed.indexOf(wrong)] ?? null;
  return words.join(" ");
}

function isRemarkable(word: string): boolean {
  return word.length >= 1 && word.length <= 200 && !/[`\p{Cc}]/u.test(word);
}

function callText(call: Call): string {
  const keys = new Set<string>();
  return call.tokens
    .map(({ key, text }) => {
      const isNew = !keys.has(key);
      keys.add(key);
      return isNew ? `${key}=${text}` : text;
    })
    .join(" ");
}

/**
 * Whether one path is likely what was meant by the other: the same file elsewhere, a folder above it, or a name spelt alike in the
 * same folder. Two files of one long folder are alike as text and still different things.
 */
function arePathsAlike(wrong: string, right: string): boolean {
  if (wrong.startsWith(`${right}/`)) return true;
  const [wrongFolder, wrongName] = splitPath(wrong);
  const [rightFolder, rightName] = splitPath(right);
  const folders = wrongFolder === rightFolder ? 1 : sequenceRatio(wrongFolder, rightFolder);
  if (wrongName === rightName)
    return isCommonName(wrongName) ? folders >= 0.75 : folders > 0 || wrongFolder === "" || rightFolder === "";
  const stems = sequenceRatio(stem(wrongName), stem(rightName));
  return folders === 1 ? stems >= 0.6 : folders >= 0.75 && stems >= 0.8;
}

function splitPath(path: string): [string, string] {
  const at = path.lastIndexOf("/");
  return at === -1 ? ["", path] : [path.slice(0, at), path.slice(at + 1)];
}

function stem(name: string): string {
  return name.replace(/(?<=.)\.[A-Za-z0-9]{1,8}$/, "");
}

/** Names that stand in many folders, so that finding one elsewhere corrects nothing. */
function isCommonName(name: string): boolean {
  return /^(index|readme|main|mod|lib|setup|config|__init__|package|makefile|dockerfile|skill|changelog|license)(\.|$)/i.test(
    name,
  );
}
