import { AppError } from "./app-error";

/** The request is malformed or asks for something that the rules forbid. */
export class InvalidRequestError extends AppError {
  readonly code = "invalid_request_error";
  readonly status = 400;
}
