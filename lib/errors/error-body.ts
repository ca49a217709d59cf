import { type AppError, type ErrorType, isAppError } from "./app-error";

export interface ErrorBody {
  type: "error";
  error: { type: ErrorType; message: string } & Record<string, unknown>;
  request_id: string | null;
}

/** The wire envelope of a failure. Unknown failures become an opaque `api_error`; their text never leaves the process. */
export function errorBody(error: unknown, requestId: string | null): { status: number; body: ErrorBody } {
  if (isAppError(error)) return { status: error.status, body: envelope(error, requestId) };
  return {
    status: 500,
    body: {
      type: "error",
      error: { type: "api_error", message: "The server failed. The request id finds the cause in its log." },
      request_id: requestId,
    },
  };
}

function envelope(error: AppError, requestId: string | null): ErrorBody {
  return { type: "error", error: { type: error.code, message: error.message, ...error.data }, request_id: requestId };
}
