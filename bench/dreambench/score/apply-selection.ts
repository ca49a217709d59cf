import type { EngineInput } from "@/lib/dream/engine/engine-input";
import type { ChangeDraft, EngineOutput } from "@/lib/dream/engine/engine-output";
import { applyHunks } from "@/lib/text/apply-hunks";
import { asMemory } from "../generate/as-memory";

/** The store after the approved hunks, as texts by path; what depends on a hunk that was not approved is left out too. */
export function applySelection(
  input: EngineInput,
  output: EngineOutput,
  isApproved: (hunkKey: string, insightKeys: readonly string[]) => boolean,
): Map<string, string> {
  const approved = closedSelection(output, isApproved);
  const store = new Map(input.memories.map(({ path, content }) => [path, content]));
  for (const change of output.changes) {
    const hunks = change.hunks.map(({ key, ...hunk }) => ({ ...hunk, id: key }));
    const own = new Set(hunks.map(({ id }) => id).filter((id) => approved.has(id)));
    if (own.size === 0) continue;
    const from = change.previous_path ?? change.path;
    const content = applyHunks(store.get(from) ?? "", hunks, own);
    if (own.size === hunks.length && isGone(change)) store.delete(from);
    else {
      if (change.previous_path !== null) store.delete(change.previous_path);
      store.set(change.path, content);
    }
  }
  return store;
}

function isGone({ operation }: ChangeDraft): boolean {
  return operation === "deleted";
}

function closedSelection(
  output: EngineOutput,
  isApproved: (hunkKey: string, insightKeys: readonly string[]) => boolean,
): Set<string> {
  const hunks = output.changes.flatMap((change) => change.hunks);
  const chosen = new Set(hunks.filter(({ key, insight_keys }) => isApproved(key, insight_keys)).map(({ key }) => key));
  for (let count = -1; count !== chosen.size; ) {
    count = chosen.size;
    for (const { key, depends_on } of hunks) if (depends_on.some((other) => !chosen.has(other))) chosen.delete(key);
  }
  return chosen;
}

/** The input of a second dream over the store that the first one left, written when the last session was over. */
export function afterApplying(input: EngineInput, store: ReadonlyMap<string, string>): EngineInput {
  const known = new Map(input.memories.map((memory) => [memory.path, memory]));
  const memories = [...store].map(([path, content]) => {
    const before = known.get(path);
    return before?.content === content
      ? before
      : asMemory(path, content, Date.parse(before?.updated_at ?? latest(input)));
  });
  return { ...input, memories };
}

function latest({ memories }: EngineInput): string {
  return (
    memories
      .map(({ updated_at }) => updated_at)
      .sort()
      .at(-1) ?? "2026-03-01T00:00:00.000Z"
  );
}
