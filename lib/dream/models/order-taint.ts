import { foldWhiteSpace } from "@/lib/text/fold-white-space";
import { looksLikeInstruction } from "@/lib/text/looks-like-instruction";
import { containment } from "@/lib/text/similarity";
import { looksLikeInjection } from "../engine/injection";
import type { DreamWorld } from "../engine/world";
import { contentWords } from "./content-words";
import { orderOverlap } from "./thresholds";

/** Fewer words than this agree with any line by chance. */
const fewestWords = 2;

/** Whether a text speaks to the agent that reads it. */
export function isOrder(text: string): boolean {
  return looksLikeInjection(text) || looksLikeInstruction(text);
}

/** Tells whether a text is, in whatever words, an order that came in through a transcript. */
export type OrderTaint = (text: string) => boolean;

/**
 * Collects the lines by which tool results and memory read aloud try to command, in all sessions. What agents repeat of them is
 * tainted too, since it shares their words. What a person said is no taint: people may give orders.
 */
export function collectOrders(world: DreamWorld): OrderTaint {
  const orders: ReadonlySet<string>[] = [];
  for (const { utterances } of world.sessions) {
    for (const { event, provenance } of utterances) {
      if (provenance === "user" || provenance === "agent") continue;
      for (const line of event.text.split(/\n|(?<=[.!?])\s/)) {
        if (isOrder(line)) orders.push(contentWords(foldWhiteSpace(line)));
      }
    }
  }
  return (text) => {
    const words = contentWords(text);
    return words.size >= fewestWords && orders.some((order) => containment(words, order) >= orderOverlap);
  };
}
