import { setTimeout as sleep } from "node:timers/promises";
import type Anthropic from "@anthropic-ai/sdk";
import type { DemoStores } from "./stores";

const lookMs = 200;

/** Asks for a dream over the team's notes and what happened in the sessions. Nothing changes until somebody approves it. */
export async function startDream(
  client: Anthropic,
  stores: DemoStores,
  sessionIds: readonly string[],
): Promise<string> {
  const dream = await client.beta.dreams.create({
    inputs: [
      { type: "memory_store", memory_store_id: stores.team },
      { type: "sessions", session_ids: [...sessionIds] },
    ],
    model: "reverie-deterministic-1",
  });
  return dream.id;
}

/** Waits until a dream is over. Throws when it did not complete. */
export async function awaitDream(client: Anthropic, dreamId: string): Promise<void> {
  for (;;) {
    const { status, error } = await client.beta.dreams.retrieve(dreamId);
    if (status === "completed") return;
    if (status !== "pending" && status !== "running")
      throw new Error(`The dream ${status}: ${error?.message ?? "no reason given"}`);
    await sleep(lookMs);
  }
}
