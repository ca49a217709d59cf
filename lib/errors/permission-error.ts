import { AppError } from "./app-error";

/** The caller may see the thing but not do this to it. */
export class PermissionError extends AppError {
  readonly code = "permission_error";
  readonly status = 403;
}
