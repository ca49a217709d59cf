interface RunEachOptions<Item, Result> {
  items: readonly Item[];
  /** How many are under way at once. */
  limit: number;
  signal: AbortSignal;
  run: (item: Item) => Promise<Result>;
  onSettled: (item: Item, outcome: PromiseSettledResult<Result>) => void;
}

/** Runs one after another, a few at once; one that fails stops no other. After an abort nothing new begins. */
export async function runEach<Item, Result>(options: RunEachOptions<Item, Result>): Promise<void> {
  const { items, limit, signal, run, onSettled } = options;
  const rest = items.values();
  const work = async () => {
    for (const item of rest) {
      if (signal.aborted) return;
      const [outcome] = await Promise.allSettled([run(item)]);
      onSettled(item, outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
}
