import { publish } from "@/lib/db/live-hub";

/** What is published when a dream, its progress or its review changes. */
export function dreamTopic(dreamId: string): string {
  return `dream:${dreamId}`;
}

/** Wakes those who watch the dream. Call it after the commit. */
export function publishDream(dreamId: string): void {
  publish(dreamTopic(dreamId));
}
