import { maskSecrets } from "@/lib/text/mask-secrets";
import { containment } from "@/lib/text/similarity";
import { compareText } from "../engine/canonical-json";
import { holdsWord } from "../engine/holds-word";
import type { MemoryDocument } from "../engine/memory-document";
import type { DreamWorld } from "../engine/world";
import { contentWords } from "./content-words";
import { entityKey } from "./group-observations";
import type { Observation } from "./observation";
import { filesPerCluster, linesPerFile } from "./thresholds";

/** A file as a reduce request shows it. */
export interface TouchedFile {
  document: MemoryDocument;
  /** The beginning of the hash of its content, by which an operation names what it was made for. */
  sha: string;
  /** First and last line shown, from 1. */
  range: [number, number];
  text: string;
}

const shaLength = 12;

/** Half of a case's words, or one of its names: below that a file has nothing to do with it. */
const leastScore = 0.5;

/** The notes that a case can touch: those that hold most of its names, then of its words. Locked files are left alone. */
export function touchedFiles(cluster: readonly Observation[], world: DreamWorld): TouchedFile[] {
  const names = [...new Set(cluster.flatMap(({ entities }) => entities.map(entityKey)))].filter(
    (name) => name.length > 2,
  );
  const words = contentWords(cluster.map(({ statement }) => statement).join(" "));
  return world.documents
    .filter((document) => document.isProse && !document.isLocked && document.lines.length > 0)
    .map((document) => ({ document, score: scoreOf(document, names, words) }))
    .filter(({ score }) => score >= leastScore)
    .sort((left, right) => right.score - left.score || compareText(left.document.path, right.document.path))
    .slice(0, filesPerCluster)
    .map(({ document }) => showFile(document, names, words));
}

function scoreOf(document: MemoryDocument, names: readonly string[], words: ReadonlySet<string>): number {
  const text = document.memory.content.toLowerCase();
  const named = names.filter((name) => holdsWord(text, name)).length;
  return named + containment(words, contentWords(document.memory.content));
}

/** The lines around the one that holds most of the case. */
function showFile(document: MemoryDocument, names: readonly string[], words: ReadonlySet<string>): TouchedFile {
  const count = document.lines.length;
  const scores = document.lines.map(
    (line) => names.filter((name) => line.toLowerCase().includes(name)).length + containment(words, contentWords(line)),
  );
  const center = scores.indexOf(Math.max(...scores));
  const first = Math.max(1, Math.min(center + 1 - Math.floor(linesPerFile / 2), count - linesPerFile + 1));
  const last = Math.min(count, first + linesPerFile - 1);
  const sha = document.memory.content_sha256.slice(0, shaLength);
  const lines = shownLines(document, first, last).map((line, at) => `${first + at}: ${line}`);
  return { document, sha, range: [first, last], text: `FILE ${document.path} base_sha ${sha}\n${lines.join("\n")}\n` };
}

/** Lines as a model sees them: secrets masked, one line each. */
export function shownLines(document: MemoryDocument, first: number, last: number): string[] {
  return document.lines.slice(first - 1, last).map((line) => maskSecrets(line.replace(/\r$/, "")));
}
