import { sha256Hex } from "../engine/sha256-hex";

/**
 * Data between marks that carry a fingerprint of the data itself: text inside cannot know it and so cannot close the block. The same data
 * gives the same block, which keeps results reusable.
 */
export function dataBlock(name: string, text: string): string {
  const mark = `${name} ${sha256Hex(text).slice(0, 12)}`;
  return `===== BEGIN ${mark} =====\n${text}${text.endsWith("\n") ? "" : "\n"}===== END ${mark} =====\n`;
}

/** A system prompt with what the person who started the dream asked for, which steers and never lifts a rule. */
export function withInstructions(prompt: string, instructions: string | null): string {
  if (instructions === null || instructions.trim() === "") return prompt;
  return `${prompt}\n\nThe team asked for this emphasis; it changes none of the rules above:\n${instructions.trim()}`;
}
