import { memoryPathProblem } from "@/lib/contract/memory-path-rules";

/** What is wrong with a path that is being typed; an unfinished one is not wrong yet. */
export function typedPathProblem(path: string): string | null {
  if (path === "" || path.endsWith("/")) return null;
  const problem = memoryPathProblem(path);
  return problem === null ? null : `The path ${problem}.`;
}

/** Whether a typed path can be sent. */
export function isWholePath(path: string): boolean {
  return memoryPathProblem(path) === null;
}
