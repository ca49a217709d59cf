import { AsyncLocalStorage } from "node:async_hooks";

const held = new AsyncLocalStorage<Set<string>>();

/** Keeps `topic` for later when the caller runs inside `collectTopics`; false when it must be published now. */
export function holdTopic(topic: string): boolean {
  return held.getStore()?.add(topic) !== undefined;
}

/** Runs `work` and says what was published in it, without publishing; inside another collection that one gets all. */
export async function collectTopics<T>(work: () => Promise<T>): Promise<{ result: T; topics: readonly string[] }> {
  if (held.getStore() !== undefined) return { result: await work(), topics: [] };
  const topics = new Set<string>();
  return { result: await held.run(topics, work), topics: [...topics] };
}
