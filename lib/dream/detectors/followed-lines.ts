import { holdsWord } from "../engine/holds-word";
import type { MemoryDocument } from "../engine/memory-document";
import { insideStore } from "../engine/memory-paths";
import type { Call, NormalisedSession } from "../engine/normalised-session";
import type { DreamWorld } from "../engine/world";

const followedWithin = 20;
const fewestLetters = 4;
const mostCodes = 200;

/** A call that used the code of a line soon after the session had read it, and not before. */
export interface FollowedLine {
  document: MemoryDocument;
  line: number;
  code: string;
  call: Call;
}

export interface MemoryUse {
  followed: FollowedLine[];
  /** For each memory the sessions that read it. */
  readers: ReadonlyMap<MemoryDocument, ReadonlySet<number>>;
}

/** Which memories sessions read, and which of their lines they acted on. */
export function followedLines(world: DreamWorld): MemoryUse {
  const byPath = new Map(world.documents.map((document) => [document.path, document]));
  const codes = new Map<MemoryDocument, { line: number; code: string }[]>();
  const followed: FollowedLine[] = [];
  const readers = new Map<MemoryDocument, Set<number>>();
  world.sessions.forEach((session, position) => {
    const known = new Set<MemoryDocument>();
    for (const read of session.calls) {
      const document = read.touchesMemory && read.outcome === "ok" ? readDocumentOf(read, world, byPath) : null;
      if (!document || known.has(document)) continue;
      known.add(document);
      readers.set(document, (readers.get(document) ?? new Set()).add(position));
      const own = codes.get(document) ?? codesOf(document);
      codes.set(document, own);
      followed.push(
        ...own.flatMap(({ line, code }) => usesOf(session, read, code).map((call) => ({ document, line, code, call }))),
      );
    }
  });
  return { followed, readers };
}

/** The memory whose path a call names, whatever folder the store is mounted in. */
function readDocumentOf(
  call: Call,
  world: DreamWorld,
  byPath: ReadonlyMap<string, MemoryDocument>,
): MemoryDocument | null {
  for (const word of call.use.text.split(/[\s"'`]+/)) {
    if (!word.includes("/")) continue;
    const inside = insideStore(word, world);
    if (inside === null) continue;
    for (let at = inside.indexOf("/"); at !== -1; at = inside.indexOf("/", at + 1)) {
      const document = byPath.get(inside.slice(at));
      if (document) return document;
    }
  }
  return null;
}

/** Code spans that are long enough to be recognised when they are used. */
function codesOf(document: MemoryDocument): { line: number; code: string }[] {
  return document.lines
    .flatMap((text, index) =>
      [...text.matchAll(/`([^`]+)`/g)].map((match) => ({ line: index + 1, code: match[1] ?? "" })),
    )
    .filter(({ code }) => code.trim().length >= fewestLetters && /\p{L}{2}/u.test(code))
    .slice(0, mostCodes);
}

/** The first call after the reading that uses the code, unless the session knew it before. */
function usesOf(session: NormalisedSession, read: Call, code: string): Call[] {
  const isUse = (call: Call) => !call.touchesMemory && holdsWord(call.use.text, code);
  if (session.calls.slice(0, read.ordinal).some(isUse)) return [];
  const use = session.calls.slice(read.ordinal + 1, read.ordinal + 1 + followedWithin).find(isUse);
  return use && use.provenance === "tool_trusted" && (use.outcome === "ok" || use.outcome === "failed") ? [use] : [];
}
