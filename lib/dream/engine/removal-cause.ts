/** Why text may go: what says it already, what shows it to be wrong, what closed it, or where it went. An edit without one cannot be built. */
export type RemovalCause =
  | { kind: "duplicate_of"; path: string; lines: readonly [from: number, to: number] }
  | { kind: "contradicted_by"; eventId: string }
  | { kind: "closed_by"; eventId: string }
  /** Text that stands in the other file word for word, or for a link the memory that it should lead to. */
  | { kind: "moved_to"; path: string }
  /** The text stays and gets the day that it meant, counted from the day on which its line was written. */
  | { kind: "dated_by"; writtenOn: string };

/** The cause for people, as the end of "these lines go: …". */
export function describeCause(cause: RemovalCause): string {
  switch (cause.kind) {
    case "duplicate_of":
      return `said in ${cause.path} line ${cause.lines[0]}`;
    case "contradicted_by":
      return "contradicted by a trusted result";
    case "closed_by":
      return "closed by a later event";
    case "moved_to":
      return `moved to ${cause.path}`;
    case "dated_by":
      return `dated from its writing on ${cause.writtenOn}`;
  }
}
