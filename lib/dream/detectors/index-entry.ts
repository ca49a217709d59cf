import { foldWhiteSpace } from "@/lib/text/fold-white-space";
import { holdsSecret } from "../engine/event-evidence";
import { looksLikeInjection } from "../engine/injection";
import { plural } from "../engine/lesson-line";
import { type MemoryDocument, stemOf } from "../engine/memory-document";

/** Characters of an entry; agents read an index whole before anything else. */
export const longestEntry = 150;

/** One line of an index: link, first heading, what it is about, when it changed and in how many sessions it was read. */
export function indexEntry(document: MemoryDocument, href: string, reads: number): string {
  const title = document.headings[0]?.text ?? "";
  const label = cut(safe(title.replace(/[[\]`\\]/g, "")) || stemOf(document.path), 60);
  const day = (document.memory.as_of ?? document.memory.updated_at).slice(0, 10);
  const stamp = `(${[...(day ? [`updated ${day}`] : []), ...(reads > 0 ? [`read in ${plural(reads, "session")}`] : [])].join(", ")})`;
  const head = `- [${label}](${href})`;
  const room = longestEntry - head.length - stamp.length - 4;
  const hook = room >= 20 ? cut(safe(hookOf(document)), room) : "";
  return [head, ...(hook ? [`— ${hook}`] : []), ...(stamp === "()" ? [] : [stamp])].join(" ");
}

/** The description in its front matter, else the first sentence of its text. */
function hookOf(document: MemoryDocument): string {
  const { description, summary } = document.frontMatter?.data ?? {};
  const stated = [description, summary].find((value) => typeof value === "string" && value.trim() !== "");
  if (typeof stated === "string") return foldWhiteSpace(stated);
  const first = document.units.find(({ kind }) => kind === "paragraph" || kind === "bullet")?.text ?? "";
  const plain = first.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`[\]]/g, "");
  return /^.{10,}?[.!?](?=\s|$)/.exec(plain)?.[0] ?? plain;
}

/** Nothing that looks like a secret or an order to agents is copied into an index. */
function safe(text: string): string {
  return holdsSecret(text) || looksLikeInjection(text) ? "" : text;
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const shortened = text
    .slice(0, length - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, "");
  return `${shortened.replace(/\s+\S*$/, "") || shortened}…`;
}
