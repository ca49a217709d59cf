/** Runs `work` for each item, at most `limit` at once; results in the order of the items. The first failure ends it once what runs has ended. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const state: { next: number; failure: { error: unknown } | null } = { next: 0, failure: null };
  const runner = async () => {
    while (state.next < items.length && state.failure === null) {
      const index = state.next++;
      const item = items[index];
      if (item === undefined) continue;
      try {
        results[index] = await work(item, index);
      } catch (error) {
        state.failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, runner));
  if (state.failure !== null) throw state.failure.error;
  return results;
}
