import { AppError } from "./app-error";

/** The body is larger than the route takes. */
export class RequestTooLargeError extends AppError {
  readonly code = "request_too_large";
  readonly status = 413;
}
