/** The `error.type` values that clients may meet; the official ones first, then our own. */
export type ErrorType =
  | "invalid_request_error"
  | "authentication_error"
  | "permission_error"
  | "not_found_error"
  | "memory_path_conflict_error"
  | "memory_precondition_failed_error"
  | "conflict_error"
  | "request_too_large"
  | "rate_limit_error"
  | "api_error"
  | "overloaded_error"
  | "timeout_error";

/**
 * A failure with a documented answer. Told apart by `code`, never by `instanceof`: the server and Next
 * load this file as two modules.
 */
export abstract class AppError extends Error {
  /** Marks our errors across module graphs. */
  readonly isAppError = true;
  abstract readonly code: ErrorType;
  abstract readonly status: number;
  /** Further fields of the wire object `error`. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What `x-should-retry` says; null leaves the choice to the client. */
  readonly shouldRetry: boolean | null;
  /** Seconds for `retry-after`, where waiting helps. */
  readonly retryAfterSeconds: number | null;

  constructor(
    message: string,
    options: { data?: Record<string, unknown>; shouldRetry?: boolean | null; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = new.target.name;
    this.data = options.data ?? {};
    this.shouldRetry = options.shouldRetry ?? null;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}

/** True for every error of this folder, whichever module graph made it. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && "isAppError" in error && error.isAppError === true;
}
