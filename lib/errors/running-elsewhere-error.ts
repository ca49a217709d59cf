import { AppError } from "./app-error";

/** The same request is being carried out at this moment; its answer can be had soon. */
export class RunningElsewhereError extends AppError {
  readonly code = "conflict_error";
  readonly status = 409;

  constructor() {
    super("A request with this Idempotency-Key is still running. Send it again for its answer.", {
      shouldRetry: true,
      retryAfterSeconds: 1,
    });
  }
}
