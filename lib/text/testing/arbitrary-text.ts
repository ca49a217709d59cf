import fc from "fast-check";

/** Lines from a tiny alphabet repeat often, which is where diffs, merges and blame go wrong. */
const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "b", "c", "d", "", "- item", "a\r", "  ") },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }).map((text) => text.replaceAll("\n", " ")) },
);

/** Text of a few lines with repeats, blank lines, carriage returns, and sometimes no final line feed. */
export const anyText: fc.Arbitrary<string> = fc
  .tuple(fc.array(line, { maxLength: 14 }), fc.boolean())
  .map(([lines, closed]) => lines.join("\n") + (closed && lines.length > 0 ? "\n" : ""));

/** Two texts of which the second is an edit of the first, so that most lines are shared. */
export const anyEdit: fc.Arbitrary<[string, string]> = fc
  .tuple(anyText, fc.array(fc.tuple(fc.nat(20), fc.nat(3), fc.array(line, { maxLength: 3 })), { maxLength: 4 }))
  .map(([before, edits]) => [before, edits.reduce((text, edit) => spliceLines(text, ...edit), before)]);

/** A base and two edits of it, made apart from each other. */
export const anyFork: fc.Arbitrary<[string, string, string]> = fc
  .tuple(anyEdit, fc.array(fc.tuple(fc.nat(20), fc.nat(2), fc.array(line, { maxLength: 2 })), { maxLength: 3 }))
  .map(([[base, ours], edits]) => [base, ours, edits.reduce((text, edit) => spliceLines(text, ...edit), base)]);

function spliceLines(text: string, at: number, remove: number, insert: readonly string[]): string {
  const lines = text.split("\n");
  lines.splice(at % (lines.length + 1), remove, ...insert);
  return lines.join("\n");
}
