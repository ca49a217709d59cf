/** The `error.type` values of a dream that failed. */
export type DreamFailureType =
  | "timeout"
  | "budget_exceeded"
  | "model_unavailable"
  | "internal_error"
  | "input_memory_store_too_large"
  | "input_memory_store_unavailable"
  | "input_session_unavailable";

/** A reason for which a dream ends as failed; trying it again would not help. The message is shown to people. */
export class DreamFailure extends Error {
  readonly code = "dream_failure";
  readonly type: DreamFailureType;

  constructor(type: DreamFailureType, message: string) {
    super(message);
    this.name = "DreamFailure";
    this.type = type;
  }
}

/**
 * The attempt must not go on: the dream was canceled, another worker took it over, the worker stops, or text that the attempt froze was
 * redacted meanwhile (`outdated`).
 */
export class DreamInterrupted extends Error {
  readonly code = "dream_interrupted";
  readonly why: "canceled" | "lost" | "outdated" | "stopping";

  constructor(why: DreamInterrupted["why"]) {
    super(`The dream was interrupted: ${why}.`);
    this.name = "DreamInterrupted";
    this.why = why;
  }
}
