import MiniSearch from "minisearch";
import { foldWhiteSpace } from "@/lib/text/fold-white-space";
import { maskSecrets } from "@/lib/text/mask-secrets";
import type { DreamWorld } from "../engine/world";
import { contentWords } from "./content-words";
import { isOrder } from "./order-taint";
import { counterPassages } from "./thresholds";

/** Longest line of a transcript that is shown as one passage. */
const passageCharacters = 400;

export type CounterEvidence = (claim: string, citedEventIds: ReadonlySet<string>) => string[];

/**
 * Finds what else the sessions say about a claim, by BM25 over the lines of all that was said or shown: the passages that would speak
 * against it stand there if anywhere. Memory read aloud, text from outside and orders are left out.
 */
export function openCounterEvidence(world: DreamWorld): CounterEvidence {
  const index = new MiniSearch<{ id: number; text: string; eventId: string }>({
    fields: ["text"],
    storeFields: ["text", "eventId"],
    tokenize: (text) => [...contentWords(text)],
    processTerm: (term) => term,
  });
  const seen = new Set<string>();
  for (const { utterances } of world.sessions) {
    for (const { event, provenance } of utterances) {
      if (provenance === "memory_echo" || provenance === "tool_untrusted") continue;
      for (const line of event.text.split("\n")) {
        const text = foldWhiteSpace(maskSecrets(line)).slice(0, passageCharacters);
        if (text.length < 12 || seen.has(text) || isOrder(text)) continue;
        seen.add(text);
        index.add({ id: seen.size, text, eventId: event.eventId });
      }
    }
  }
  return (claim, citedEventIds) =>
    index
      .search(claim, { combineWith: "OR" })
      .filter((hit) => typeof hit.eventId === "string" && !citedEventIds.has(hit.eventId))
      .slice(0, counterPassages)
      .flatMap((hit) => (typeof hit.text === "string" ? [hit.text] : []));
}
