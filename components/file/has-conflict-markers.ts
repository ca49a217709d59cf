/** Whether a text holds a block as a merge leaves it: a line of `<` and, later, one of `>`. */
export function hasConflictMarkers(text: string): boolean {
  const start = /^<{7,}(?: |$)/m.exec(text);
  return start !== null && /^>{7,}(?: |$)/m.test(text.slice(start.index));
}
