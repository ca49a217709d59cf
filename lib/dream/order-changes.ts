import type { ChangeRow } from "./change-row";

const rank = { deleted: 0, renamed: 1, modified: 2, created: 3 } as const;

type Ordered = Pick<ChangeRow, "id" | "operation" | "position" | "hunks">;

/** For each change the changes whose hunks its own hunks depend on. */
export function changeDependencies(changes: readonly Ordered[]): Map<string, Set<string>> {
  const ownerOf = new Map(changes.flatMap((change) => change.hunks.map((hunk) => [hunk.id, change.id] as const)));
  return new Map(
    changes.map((change) => {
      const owners = change.hunks.flatMap((hunk) => hunk.depends_on.flatMap((id) => ownerOf.get(id) ?? []));
      return [change.id, new Set(owners.filter((owner) => owner !== change.id))];
    }),
  );
}

/**
 * The order to write in: what a change depends on comes first, and else paths are freed before they are taken. A circle
 * of dependencies is cut at an arbitrary but fixed place.
 */
export function orderChanges<Change extends Ordered>(changes: readonly Change[]): Change[] {
  const dependencies = changeDependencies(changes);
  const byId = new Map(changes.map((change) => [change.id, change]));
  const ordered: Change[] = [];
  const seen = new Set<string>();
  const visit = (change: Change) => {
    if (seen.has(change.id)) return;
    seen.add(change.id);
    for (const id of dependencies.get(change.id) ?? []) {
      const needed = byId.get(id);
      if (needed !== undefined) visit(needed);
    }
    ordered.push(change);
  };
  const preferred = [...changes].sort(
    (left, right) => rank[left.operation] - rank[right.operation] || left.position - right.position,
  );
  for (const change of preferred) visit(change);
  return ordered;
}
