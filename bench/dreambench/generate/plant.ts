import type { StepRef } from "./transcript-plan";

export const familyNames = ["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12"] as const;
export type Family = (typeof familyNames)[number];

/** A line of the store, known by its file and text: numbers move when lines do. */
export interface LineRef {
  path: string;
  text: string;
}

/** What a finding must say to be the planted one; one form a family and expected kind. */
export type PlantKey =
  | { kind: "correction"; tool: string; wrong: string; right: string }
  | { kind: "dead_reference"; reference: string }
  | { kind: "broken_link"; path: string; target: string; replacement: string | null }
  | { kind: "repeated_discovery"; tool: string; words: string[]; answer: string }
  | {
      kind: "temporal_association";
      antecedent: string;
      consequent: string;
      lagSeconds: number;
      tier: "strong" | "weak";
    }
  | { kind: "co_occurrence"; members: string[] }
  | { kind: "coordination"; entity: string; tool: string; sessionNames: string[] }
  | { kind: "duplicate"; lines: LineRef[]; entities: string[] }
  | { kind: "contradiction"; lines: LineRef[]; right: string | null }
  | { kind: "staleness"; line: LineRef }
  | { kind: "structure"; path: string }
  | { kind: "misfiled"; line: LineRef; home: string }
  | { kind: "index"; paths: string[] }
  | { kind: "outcome_association"; words: string[] }
  | { kind: "workflow"; task: string; steps: string[] };

export interface Plant {
  id: string;
  family: Family;
  key: PlantKey;
  /** Each group is one occurrence: any event of it shows it, and all of them may be cited. */
  evidence: StepRef[][];
  /** Counter-examples, likewise. */
  against: StepRef[][];
  /** `flag`: found, but no edit may follow. */
  expected: "edit" | "flag";
  /** What the finding must count, where the plant decides it. */
  counts: { occurrences?: number; opportunities?: number; sessions?: number; actors?: number };
  /** Lines that the smallest right edit puts in and takes out; null where several edits are as good. */
  neededLines: number | null;
}

/** A hard negative, by the words that a finding about it would hold. */
export interface Trap {
  family: Family;
  name: string;
  words: string[];
}

/** Something that is true of the world without being planted: a finding of it is harmless. */
export interface Truth {
  kind: PlantKey["kind"] | "error_pattern" | "retry_loop" | "scheduled";
  words: string[];
}

/** A question that a later reader of the memory asks. */
export interface Probe {
  question: string;
  /** The names a section must hold to be about the question. */
  about: string;
  answer: string;
  /** Values that used to be or never were right. */
  stale: string[];
}
