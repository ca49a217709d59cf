import type { ChangeRow } from "./change-row";

export interface MissingDependency {
  hunk_id: string;
  change_id: string;
  /** The approved hunks that cannot stand without it. */
  needed_by: string[];
}

/** The hunks that approved ones depend on and that are not approved themselves; empty for a set that can be applied. */
export function missingDependencies(changes: readonly Pick<ChangeRow, "id" | "hunks">[]): MissingDependency[] {
  const owners = new Map(changes.flatMap((change) => change.hunks.map((hunk) => [hunk.id, { hunk, change }] as const)));
  const missing = new Map<string, MissingDependency>();
  for (const { hunk } of owners.values()) {
    if (hunk.decision !== "approved") continue;
    for (const id of hunk.depends_on) {
      const needed = owners.get(id);
      if (needed === undefined || needed.hunk.decision === "approved") continue;
      const entry = missing.get(id) ?? { hunk_id: id, change_id: needed.change.id, needed_by: [] };
      entry.needed_by.push(hunk.id);
      missing.set(id, entry);
    }
  }
  return [...missing.values()];
}
