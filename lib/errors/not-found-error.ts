import { AppError } from "./app-error";

/** The thing does not exist, or the caller may not know that it does. */
export class NotFoundError extends AppError {
  readonly code = "not_found_error";
  readonly status = 404;

  /** `kind` is the noun of the vocabulary ("memory store"); `id` is echoed as the caller sent it. */
  constructor(kind: string, id: string) {
    super(`No ${kind} has the id ${JSON.stringify(id.slice(0, 200))}.`);
  }
}
