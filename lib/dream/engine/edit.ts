import type { RemovalCause } from "./removal-cause";

/**
 * An anchored edit of one file. Lines count from 1, front matter included; `expected` is what stands there now, and an edit whose
 * anchor does not match is refused.
 */
export type Edit = InsertEdit | DeleteEdit | SubstituteEdit | CreateEdit | LessonEdit;

/** Puts lines after `afterLine`; 0 is the top of the file. */
export interface InsertEdit {
  op: "insert";
  path: string;
  afterLine: number;
  lines: readonly string[];
}

export interface DeleteEdit {
  op: "delete";
  path: string;
  startLine: number;
  expected: readonly string[];
  cause: RemovalCause;
}

/** Replaces a piece within one line; `column` counts UTF-16 units from 0. */
export interface SubstituteEdit {
  op: "substitute";
  path: string;
  line: number;
  column: number;
  expected: string;
  text: string;
  cause: RemovalCause;
}

/** Makes a file. Several findings may add blocks to the same one; the first line is its title. */
export interface CreateEdit {
  op: "create";
  path: string;
  title: string;
  block: readonly string[];
}

/** A line to remember, before a file was chosen for it. */
export interface LessonEdit {
  op: "lesson";
  /** The tool it is about: names the file where no file of the store fits. */
  tool: string;
  /** Words by which a fitting file is found, most telling first. */
  topics: readonly string[];
  line: string;
}
