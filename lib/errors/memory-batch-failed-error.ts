import { AppError } from "./app-error";

interface OperationFailure {
  index: number;
  op: string;
  error: AppError;
}

/** Operations of a batch failed, so none was carried out. Status and type are those of the first; `failures` has all. */
export class MemoryBatchFailedError extends AppError {
  readonly code: AppError["code"];
  readonly status: number;

  constructor(first: OperationFailure, further: readonly OperationFailure[]) {
    const failures = [first, ...further];
    super(
      failures.length === 1
        ? `Nothing was written: operation ${first.index} failed. ${first.error.message}`
        : `Nothing was written: ${failures.length} operations failed. The first, ${first.index}: ${first.error.message}`,
      {
        data: {
          failures: failures.map(({ index, op, error }) => ({
            index,
            op,
            error: { type: error.code, message: error.message, ...error.data },
          })),
        },
        shouldRetry: false,
      },
    );
    this.code = first.error.code;
    this.status = first.error.status;
  }
}
