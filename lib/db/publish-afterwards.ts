import { collectTopics } from "./held-topics";
import { publish } from "./live-hub";

/**
 * Runs `work`, which commits before it returns, and publishes only then what use cases inside it published, each topic
 * once. Nothing is published when it throws.
 */
export async function publishAfterwards<T>(work: () => Promise<T>): Promise<T> {
  const { result, topics } = await collectTopics(work);
  for (const topic of topics) publish(topic);
  return result;
}
