import { AppError } from "./app-error";

/** The state of the thing forbids the request now; trying the same again will not help. */
export class ConflictError extends AppError {
  readonly code = "conflict_error";
  readonly status = 409;

  constructor(message: string, data: Record<string, unknown> = {}) {
    super(message, { data, shouldRetry: false });
  }
}
