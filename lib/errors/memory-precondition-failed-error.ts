import { AppError } from "./app-error";

/** The memory's content is not the one that the writer saw. */
export class MemoryPreconditionFailedError extends AppError {
  readonly code = "memory_precondition_failed_error";
  readonly status = 409;

  constructor(current: { contentSha256: string; memoryVersionId: string }) {
    super("The memory was changed since the content with this hash was read. Read it again and merge.", {
      data: {
        reverie: { current_content_sha256: current.contentSha256, current_memory_version_id: current.memoryVersionId },
      },
      shouldRetry: false,
    });
  }
}
