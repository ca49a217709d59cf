import { isRecord } from "./is-record";

interface ApiErrorFields {
  status: number;
  type: string;
  message: string;
  requestId: string | null;
  /** Everything the `error` member carried, e.g. `conflicting_memory_id` or `reverie.current_content_sha256`. */
  details: Readonly<Record<string, unknown>>;
}

/** What the API answered instead of a result. Told apart by `status` and `type`, never by the message. */
export class ApiError extends Error {
  readonly status: number;
  readonly type: string;
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(fields: ApiErrorFields) {
    super(fields.message);
    this.name = "ApiError";
    this.status = fields.status;
    this.type = fields.type;
    this.requestId = fields.requestId;
    this.details = fields.details;
  }
}

/** Reads an error answer. A body that is no envelope (a proxy's page, say) still gives a usable error. */
export function apiErrorOf(status: number, body: unknown, requestIdHeader: string | null): ApiError {
  const error = isRecord(body) && body.type === "error" && isRecord(body.error) ? body.error : {};
  const { type, message } = error;
  if (!isRecord(body) || typeof type !== "string" || typeof message !== "string") {
    return new ApiError({
      status,
      type: "unreadable_answer",
      message: `The server answered ${status} in a form that cannot be read.`,
      requestId: requestIdHeader,
      details: {},
    });
  }
  return new ApiError({
    status,
    type,
    message,
    requestId: typeof body.request_id === "string" ? body.request_id : requestIdHeader,
    details: error,
  });
}

/** The error of a request that never got an answer. */
export function unreachableError(): ApiError {
  return new ApiError({
    status: 0,
    type: "unreachable",
    message: "The server could not be reached. It may be restarting, or the network is down.",
    requestId: null,
    details: {},
  });
}
