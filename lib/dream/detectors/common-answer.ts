import { groupBy } from "../engine/group-by";
import { isCosmetic, maskNoise, type NoiseSlot } from "./answer-noise";
import { type AnswerPiece, answerPieces } from "./answer-pieces";
import type { NamedText } from "./call-question";

/** One reading of a result. */
export interface Reading {
  text: string;
  atMs: number | null;
}

export interface CommonAnswer {
  /** Positions of the readings that say the same as the latest. */
  same: number[];
  /** What the latest says, without what belongs to the request only; null where it is too long to be kept. */
  pieces: NamedText[] | null;
}

interface Shape {
  key: string;
  pieces: { piece: AnswerPiece; masked: string; slots: NoiseSlot[] }[];
}

/**
 * Compares readings of one question, oldest first. They are the same when they differ in nothing but what changes with every request, such
 * as time stamps and request ids; the form of a text alone never excuses a difference (see isCosmetic).
 */
export function commonAnswer(readings: readonly Reading[]): CommonAnswer {
  const shapes = readings.map(({ text }) => shapeOf(text));
  const latest = shapes.at(-1);
  if (!latest) return { same: [], pieces: null };
  const alike = shapes.flatMap((shape, index) => (shape.key === latest.key ? [index] : []));
  const cosmetic = new Set(cosmeticSlots(alike, shapes, readings));
  const keyOf = (shape: Shape) =>
    JSON.stringify(slotsOf(shape).map(({ value }, at) => (cosmetic.has(at) ? "" : value)));
  const wanted = keyOf(latest);
  return {
    same: alike.filter((index) => keyOf(shapes[index] ?? latest) === wanted),
    pieces: latest.pieces.length === 0 ? null : keptPieces(latest, cosmetic),
  };
}

function shapeOf(text: string): Shape {
  const pieces = answerPieces(text)?.map((piece) => ({ piece, ...maskNoise(piece) }));
  if (!pieces) return { key: `\u0001${text}`, pieces: [] };
  return { key: JSON.stringify(pieces.map(({ piece, masked }) => [piece.label, piece.line, masked])), pieces };
}

function slotsOf({ pieces }: Shape): NoiseSlot[] {
  return pieces.flatMap(({ slots }) => slots);
}

function cosmeticSlots(alike: readonly number[], shapes: readonly Shape[], readings: readonly Reading[]): number[] {
  const rows = alike.map((index) => ({
    slots: slotsOf(shapes[index] ?? { key: "", pieces: [] }),
    atMs: readings[index]?.atMs ?? null,
  }));
  return (rows.at(-1)?.slots ?? []).flatMap(({ form, context }, at) => {
    const values = rows.map(({ slots, atMs }) => ({ value: slots[at]?.value ?? "", atMs }));
    return isCosmetic({ form, context, values }) ? [at] : [];
  });
}

/** Pieces without a cosmetic slot; a line that lost none of its own is kept whole. */
function keptPieces({ pieces }: Shape, cosmetic: ReadonlySet<number>): NamedText[] {
  let at = 0;
  const kept = pieces.filter(({ slots }) => {
    const isPassing = slots.some((_, index) => cosmetic.has(at + index));
    at += slots.length;
    return !isPassing;
  });
  const sizes = groupBy(pieces, ({ piece }) => piece.line);
  return [...groupBy(kept, ({ piece }) => piece.line)].flatMap(([line, group]) => {
    const [first] = group;
    const isWhole = first !== undefined && first.piece.whole !== null && sizes.get(line)?.length === group.length;
    return isWhole
      ? [{ label: first.piece.label, text: first.piece.whole ?? "" }]
      : group.map(({ piece }) => ({ label: piece.label, text: piece.text.replace(/[,;|]$/, "") }));
  });
}
