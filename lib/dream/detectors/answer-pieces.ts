import { leaves } from "../engine/event-text";

/** A piece of a result that is true or outdated by itself. */
export interface AnswerPiece {
  /** Name of its field; empty in prose. */
  label: string;
  text: string;
  /** Number of the line or field that it is a part of. */
  line: number;
  /** For a clause the whole text that it is a part of. */
  whole: string | null;
}

const longestResult = 4000;
const mostPieces = 80;

/** Splits a result into fields, and lines into clauses; null for one too long to be an answer. */
export function answerPieces(text: string): AnswerPiece[] | null {
  if (text.length > longestResult) return null;
  const pieces = jsonPieces(text) ?? text.split("\n").flatMap(linePieces);
  return pieces.length > mostPieces ? null : pieces;
}

function jsonPieces(text: string): AnswerPiece[] | null {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    return leaves(JSON.parse(text))
      .map(({ key, text: value }) => ({ label: key, text: value.replace(/\s+/g, " ").trim() }))
      .filter((piece) => piece.text !== "")
      .sort((left, right) => (left.label < right.label ? -1 : left.label > right.label ? 1 : 0))
      .map((piece, line) => ({ ...piece, line, whole: null }));
  } catch {
    return null;
  }
}

const leadingTime = /^\[?\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?\]?\s+/;
const labelled = /^(?:[-*]\s+)?["']?([\p{L}_][\p{L}\p{N}_ ./-]{0,60}?)["']?\s*[:=]\s+["']?(.*?)["']?,?$/u;
const fields = /([\p{L}_][\p{L}\p{N}_.-]*)=("[^"]*"|\S+)/gu;

function linePieces(raw: string, line: number): AnswerPiece[] {
  const folded = raw.replace(/\s+/g, " ").trim();
  if (folded === "") return [];
  const stamp = leadingTime.exec(folded)?.[0] ?? "";
  const rest = folded.slice(stamp.length);
  const lead = stamp === "" ? [] : [{ label: "", text: stamp.trim(), line, whole: null }];
  const pairs = [...rest.matchAll(fields)];
  if (pairs.length >= 2 && pairs.reduce((sum, [pair]) => sum + pair.length, pairs.length - 1) >= rest.length * 0.9) {
    return [
      ...lead,
      ...pairs.map(([, label = "", value = ""]) => ({ label, text: value.replace(/^"|"$/g, ""), line, whole: null })),
    ];
  }
  const [, label = "", value = rest] = labelled.exec(rest) ?? [];
  return [
    ...lead,
    ...clauses(value).map((text, index) => ({ label: index === 0 ? label : "", text, line, whole: value })),
  ];
}

/** Brackets, sentences and what stands between dashes or commas. */
function clauses(text: string): string[] {
  return text
    .split(/(?<=[,;|)\]])\s+|\s+(?=[([])|\s+[-–—]\s+|(?<=[.!?])\s+/)
    .map((clause) => clause.trim())
    .filter(Boolean);
}
