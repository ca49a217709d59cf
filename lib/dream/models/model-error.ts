/** Why a request brought no answer. `status` is the endpoint's, null where it did not come to one. */
export class ModelError extends Error {
  readonly code = "model_error";
  /** `retry` = later it may work; `request` = this request never will; `endpoint` = no request will. */
  readonly scope: "retry" | "request" | "endpoint";
  readonly status: number | null;
  readonly retryAfterMs: number | null;
  /** What the endpoint said; it may quote the request, so it is for decisions in code alone. */
  readonly detail: string;

  constructor(
    scope: ModelError["scope"],
    over: { status?: number | null; retryAfterMs?: number | null; detail?: string; message: string },
  ) {
    super(over.message);
    this.name = "ModelError";
    this.scope = scope;
    this.status = over.status ?? null;
    this.retryAfterMs = over.retryAfterMs ?? null;
    this.detail = over.detail ?? "";
  }
}
