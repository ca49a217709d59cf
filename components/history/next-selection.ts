interface Selection {
  /** The version that is shown. */
  selectedId: string | null;
  /** The one that it is compared with. */
  compareId: string | null;
}

/** What the address asks for after a version was picked for comparing: picking it again ends the comparison. */
export function nextSelection(
  { selectedId, compareId }: Selection,
  pickedId: string,
): { version?: string; compare?: string } {
  const shown = selectedId === null ? {} : { version: selectedId };
  return pickedId === compareId || pickedId === selectedId ? shown : { ...shown, compare: pickedId };
}
