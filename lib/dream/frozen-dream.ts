import type pg from "pg";
import type { DreamRow } from "./dream-row";
import type { EngineInput } from "./engine/engine-input";
import type { EngineRun } from "./engine-runner";
import { freezeInputs } from "./freeze-inputs";
import { type PackedFindings, packFindings } from "./packed-findings";

/** The versions of a store whose texts a dream read. */
export interface FrozenTexts {
  memoryStoreId: string;
  memoryVersionIds: string[];
}

/** What is to be known of frozen inputs where they are not. */
export interface FrozenSummary {
  store: { name: string; description: string };
  /** The input store's, and after them those of the read-only stores of its sessions. */
  texts: readonly [FrozenTexts, ...FrozenTexts[]];
  sessionCount: number;
}

/** The inputs of a dream as they were at one moment, wherever they are kept, and what can be done with them: to think. */
export interface FrozenDream extends FrozenSummary {
  think: (run: EngineRun) => Promise<PackedFindings>;
  /** Lets go of them. */
  release: () => void;
}

/** Freezes the inputs of a dream. Throws DreamFailure, and the signal's reason. */
export type Freezer = (row: DreamRow, signal: AbortSignal) => Promise<FrozenDream>;

type Thinker = (input: EngineInput, run: EngineRun) => Promise<Parameters<typeof packFindings>[0]>;

/** Keeps the inputs in this process, where an engine is asked what it finds in them. */
export async function freezeHere(pool: pg.Pool, row: DreamRow, think: Thinker): Promise<FrozenDream> {
  const { input, store } = await freezeInputs(pool, row);
  return {
    ...summaryOf(input, store),
    think: async (run) => packFindings(await think(input, run)),
    release: () => undefined,
  };
}

export function summaryOf(input: EngineInput, store: FrozenSummary["store"]): FrozenSummary {
  return { store, texts: textsOf(input), sessionCount: input.sessions.length };
}

/** All texts of an input. */
export function textsOf(input: EngineInput): FrozenSummary["texts"] {
  const read = ({ store, memories }: Pick<EngineInput, "store" | "memories">): FrozenTexts => ({
    memoryStoreId: store.id,
    memoryVersionIds: memories.map((memory) => memory.memory_version_id),
  });
  return [read(input), ...(input.references ?? []).map(read)];
}
