import type { InsightSupport } from "@/lib/contract/dream-insight";
import { lastDay, type Occurrence } from "./support";

/** A list item that says what was learnt and on how much it rests. */
export function lessonLine(statement: string, support: InsightSupport, occurrences: readonly Occurrence[]): string {
  const day = lastDay(occurrences);
  const seen = [plural(support.sessions, "session"), plural(support.actors, "agent"), ...(day ? [`last ${day}`] : [])];
  return `- ${statement} (seen ${seen.join(", ")})`;
}

/** Counts that a dream wrote at the end of a line; they differ between dreams and are no part of what the line says. */
export const lessonStamp = /\s*\(seen \d+ sessions?, \d+ agents?(, last \d{4}-\d{2}-\d{2})?\)\s*$/;

/** A count with its noun. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A word as inline code; words that hold backticks cannot be written so and never get here. */
export function codeSpan(text: string): string {
  return `\`${text}\``;
}
