import { AppError } from "./app-error";

/** The path is taken, or lies above or below a memory's path. */
export class MemoryPathConflictError extends AppError {
  readonly code = "memory_path_conflict_error";
  readonly status = 409;

  constructor(conflict: { path: string; memoryId: string }) {
    super(`The path is blocked by the memory at ${conflict.path}.`, {
      data: { conflicting_path: conflict.path, conflicting_memory_id: conflict.memoryId },
      // Without the id the client is meant to try again; with it, trying again cannot succeed.
      shouldRetry: conflict.memoryId === "",
    });
  }
}
