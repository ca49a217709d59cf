/** How many conflicts still stand between markers in a merged text. */
export function conflictCount(text: string): number {
  return text.match(/^<{7}( |$)/gm)?.length ?? 0;
}
