import type { MemoryOperationInput } from "@/lib/contract/memory-batch";
import { ancestorsOf } from "@/lib/contract/memory-path-rules";

export interface NumberedOperation {
  index: number;
  operation: MemoryOperationInput;
}

/**
 * Splits a batch, in its order, into runs whose operations cannot touch each other, so that each run may be one
 * statement: creates at paths that do not overlap, and changes of content of different memories. What frees a path or
 * takes another stands alone.
 */
export function splitIntoRuns(operations: readonly MemoryOperationInput[]): NumberedOperation[][] {
  const runs: NumberedOperation[][] = [];
  let claimed = newClaims();
  let run: NumberedOperation[] = [];
  const endRun = () => {
    if (run.length > 0) runs.push(run);
    run = [];
    claimed = newClaims();
  };
  for (const [index, operation] of operations.entries()) {
    if (!claimed.takes(operation)) endRun();
    claimed.add(operation);
    run.push({ index, operation });
    if (standsAlone(operation)) endRun();
  }
  endRun();
  return runs;
}

function standsAlone(operation: MemoryOperationInput): boolean {
  return operation.op === "delete" || (operation.op === "update" && operation.path != null);
}

function newClaims() {
  const paths = new Set<string>();
  const folders = new Set<string>();
  const memoryIds = new Set<string>();
  return {
    takes: (operation: MemoryOperationInput): boolean => {
      if (standsAlone(operation)) return false;
      if (operation.op !== "create") return !memoryIds.has(operation.memory_id);
      const { path } = operation;
      return !paths.has(path) && !folders.has(path) && !ancestorsOf(path).some((folder) => paths.has(folder));
    },
    add: (operation: MemoryOperationInput): void => {
      if (operation.op !== "create") {
        memoryIds.add(operation.memory_id);
        return;
      }
      paths.add(operation.path);
      for (const folder of ancestorsOf(operation.path)) folders.add(folder);
    },
  };
}
