import { AppError } from "./app-error";

/** No credential, or one that is unknown, expired or revoked. */
export class AuthenticationError extends AppError {
  readonly code = "authentication_error";
  readonly status = 401;
}
