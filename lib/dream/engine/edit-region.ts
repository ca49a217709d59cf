import type { DeleteEdit, InsertEdit, SubstituteEdit } from "./edit";
import type { MemoryDocument } from "./memory-document";
import type { RemovalCause } from "./removal-cause";

/** A run of lines of the base that gives way to others; indexes count from 0. Regions of one file never overlap. */
export interface EditRegion {
  start: number;
  count: number;
  lines: string[];
  /** Identities of the findings that ask for it. */
  insightKeys: string[];
  /** Keys of hunks without which this one makes no sense. */
  dependsOn: string[];
  /** Why the lines of the base go. */
  causes: RemovalCause[];
}

export interface KeyedEdit {
  edit: InsertEdit | DeleteEdit | SubstituteEdit;
  insightKey: string;
  dependsOn?: readonly string[];
}

/** Turns the edits of one file, which must not contradict each other, into regions in the order of the file. */
export function buildRegions(document: MemoryDocument, edits: readonly KeyedEdit[]): EditRegion[] {
  const regions: EditRegion[] = [];
  for (const keyed of edits) if (keyed.edit.op === "delete") addDelete(regions, keyed.edit, keyed);
  const substitutes = edits
    .flatMap((keyed) => (keyed.edit.op === "substitute" ? [{ edit: keyed.edit, keyed }] : []))
    .sort((left, right) => right.edit.column - left.edit.column);
  for (const { edit, keyed } of substitutes) addSubstitute(regions, edit, keyed, document);
  for (const keyed of edits) if (keyed.edit.op === "insert") addInsert(regions, keyed.edit, keyed, document);
  return regions.sort((left, right) => left.start - right.start || left.count - right.count);
}

function addDelete(regions: EditRegion[], edit: DeleteEdit, keyed: KeyedEdit): void {
  const start = edit.startLine - 1;
  const same = regions.find((region) => region.start === start && region.count === edit.expected.length);
  if (same) join(same, keyed, edit.cause);
  else regions.push({ start, count: edit.expected.length, lines: [], ...wishesOf(keyed, edit.cause) });
}

/** Pieces of one line are replaced from right to left, so that earlier columns stay true. */
function addSubstitute(regions: EditRegion[], edit: SubstituteEdit, keyed: KeyedEdit, document: MemoryDocument): void {
  const start = edit.line - 1;
  const known = regions.find((region) => region.start === start && region.count === 1 && region.lines.length === 1);
  const line = known?.lines[0] ?? document.lines[start] ?? "";
  const text = line.slice(0, edit.column) + edit.text + line.slice(edit.column + edit.expected.length);
  if (known) {
    known.lines = [text];
    join(known, keyed, edit.cause);
  } else regions.push({ start, count: 1, lines: [text], ...wishesOf(keyed, edit.cause) });
}

/** An insertion right after lines that change becomes part of their region: two hunks there would not be separable. */
function addInsert(regions: EditRegion[], edit: InsertEdit, keyed: KeyedEdit, document: MemoryDocument): void {
  const isCarriageReturned = document.lines.length > 0 && document.lines.every((line) => line.endsWith("\r"));
  const lines = edit.lines.map((line) => (isCarriageReturned ? `${line}\r` : line));
  const before = regions.find((region) => region.count > 0 && region.start + region.count === edit.afterLine);
  if (before) {
    before.lines.push(...lines);
    join(before, keyed, null);
    return;
  }
  const last = document.lines.length;
  const isOpenEnded = edit.afterLine === last && last > 0 && !document.memory.content.endsWith("\n");
  const start = isOpenEnded ? last - 1 : edit.afterLine;
  const kept = isOpenEnded ? [document.lines[start] ?? ""] : [];
  regions.push({ start, count: kept.length, lines: [...kept, ...lines], ...wishesOf(keyed, null) });
}

function wishesOf(
  { insightKey, dependsOn = [] }: KeyedEdit,
  cause: RemovalCause | null,
): Pick<EditRegion, "insightKeys" | "dependsOn" | "causes"> {
  return { insightKeys: [insightKey], dependsOn: [...dependsOn], causes: cause ? [cause] : [] };
}

function join(region: EditRegion, { insightKey, dependsOn = [] }: KeyedEdit, cause: RemovalCause | null): void {
  if (!region.insightKeys.includes(insightKey)) region.insightKeys.push(insightKey);
  region.dependsOn.push(...dependsOn.filter((key) => !region.dependsOn.includes(key)));
  if (cause) region.causes.push(cause);
}
