import { AppError } from "./app-error";

/** Too many tries; `retry-after` says when the next one is allowed. */
export class RateLimitError extends AppError {
  readonly code = "rate_limit_error";
  readonly status = 429;

  constructor(message: string, retryAfterSeconds: number) {
    super(message, { retryAfterSeconds });
  }
}
