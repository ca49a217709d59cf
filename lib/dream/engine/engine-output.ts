import type { ModelReport } from "@/lib/contract/dream";
import type { ChangeProposal, DreamChange, DreamHunk } from "@/lib/contract/dream-change";
import type { DreamInsight } from "@/lib/contract/dream-insight";
import type { NoNewline } from "@/lib/text/diff-lines";
import type { Hypothesis } from "./hypothesis";

type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

/** A `dream_insight` before the pipeline gives ids: `identity` is unique within one output and stands in for the id. */
export type InsightDraft = Without<DreamInsight, "id" | "dream_id" | "change_ids"> & {
  /** Keys of the changes that this insight led to. */
  change_keys: string[];
};

/** A hunk before ids: `key` and `depends_on` are unique over the whole output, `insight_keys` are identities. */
export type HunkDraft = Pick<
  DreamHunk,
  "old_start" | "old_count" | "new_start" | "new_count" | "lines" | "depends_on" | "decision"
> & { key: string; insight_keys: string[]; no_newline_at_end?: NoNewline };

/** A `dream_change` before ids. */
export type ChangeDraft = Pick<
  DreamChange,
  "type" | "operation" | "path" | "previous_path" | "base" | "risk" | "risk_reasons" | "state"
> & {
  key: string;
  hunks: HunkDraft[];
  proposed: (ChangeProposal & { content: string }) | null;
};

export interface EngineOutput {
  engine: string;
  insights: InsightDraft[];
  changes: ChangeDraft[];
  /** Associations as the ledger should keep them after this dream. */
  hypotheses?: Hypothesis[];
  /** What was looked at, for the report. */
  counts: {
    sessions: number;
    events: number;
    calls: number;
    failed_calls: number;
    memories: number;
    model?: ModelReport;
  };
}
