/**
 * What the ledger of a store keeps of an association: numbers, ids and the name of its finding, no words. Its range of lags was fixed when
 * it was first supported, so that later sessions test it and do not shape it.
 */
export interface Hypothesis {
  /** Identity of the finding. */
  identity: string;
  state: "supported" | "confirmed" | "retracted";
  lag_from_ms: number;
  lag_to_ms: number;
  /** Share of occurrences that chance alone would have followed. */
  chance: number;
  /** Sessions that it was learnt from; they test nothing. */
  session_ids: readonly string[];
  /** Milliseconds since 1970: only what happened after it counts as a test, and what was counted once is not counted again. */
  tested_until_ms: number;
  /** Tests on later sessions so far. */
  hits: number;
  opportunities: number;
}
