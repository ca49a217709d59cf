/** Each holds a connection of the pool, and what runs in it may need another. */
const turnsLimit = 8;

let running = 0;
const waiting: (() => void)[] = [];

/** Runs `work` when fewer than eight others run, in the order of asking. */
export async function takeTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= turnsLimit) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}
