import type { ActorKind } from "@/lib/access/actor";
import type {
  Dream,
  DreamAbility,
  DreamInput,
  DreamProgress,
  DreamReport,
  DreamReviewState,
  DreamStatus,
  DreamUsage,
  OutputBehavior,
  ReviewCounts,
} from "@/lib/contract/dream";

export interface DreamRow {
  id: string;
  workspace_id: string;
  status: DreamStatus;
  memory_store_id: string;
  session_ids: string[];
  /** Read-only stores of the sessions that the creator may read. */
  reference_store_ids: string[];
  model: { id: string; speed: "standard" };
  engine: string;
  instructions: string | null;
  output_behavior: OutputBehavior["type"];
  output_memory_store_id: string | null;
  session_id: string | null;
  usage: DreamUsage;
  error: { type: string; message: string } | null;
  progress: DreamProgress;
  report: DreamReport | null;
  holds_store: boolean;
  review_state: DreamReviewState;
  review_comment: string | null;
  review_counts: ReviewCounts;
  attempts: number;
  handed_back: number;
  created_by_kind: ActorKind;
  created_by_id: string;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  archived_at: Date | null;
  budget: { max_tokens: number | null; max_cost: number | null } | null;
}

export function isFinal(status: DreamStatus): boolean {
  return status === "completed" || status === "failed" || status === "canceled";
}

/** The wire object of a dream. */
export function presentDream(row: DreamRow, abilities?: DreamAbility[]): Dream {
  return {
    id: row.id,
    type: "dream",
    status: row.status,
    inputs: inputsOf(row),
    outputs:
      row.output_memory_store_id === null
        ? []
        : [{ type: "memory_store", memory_store_id: row.output_memory_store_id }],
    model: row.model,
    instructions: row.instructions,
    output_behavior:
      row.output_behavior === "create_new"
        ? { type: "create_new" }
        : { type: "update_existing", memory_store_id: row.memory_store_id },
    session_id: row.session_id,
    usage: row.usage,
    error: row.error,
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
    archived_at: row.archived_at?.toISOString() ?? null,
    reverie: {
      progress: row.progress,
      review: presentReview(row),
      engine: row.engine,
      resumable: !isFinal(row.status),
      report: row.report,
      started_at: row.started_at?.toISOString() ?? null,
      ...(abilities === undefined ? {} : { abilities }),
    },
  };
}

function inputsOf(row: DreamRow): DreamInput[] {
  return [
    { type: "memory_store", memory_store_id: row.memory_store_id },
    { type: "sessions", session_ids: row.session_ids },
  ];
}

export function presentReview(row: Pick<DreamRow, "review_state" | "review_counts" | "review_comment">) {
  return { state: row.review_state, ...row.review_counts, comment: row.review_comment };
}
