import { z } from "zod";
import { memoryPathProblem } from "./memory-path-rules";

export const memoryPath = z.string().superRefine((path, ctx) => {
  const problem = memoryPathProblem(path);
  if (problem !== null) ctx.addIssue({ code: "custom", message: problem });
});

/** Whole segments only: it ends with /, and /notes/ never matches /notes-archive. */
export const memoryPathPrefix = z.string().superRefine((prefix, ctx) => {
  if (!prefix.endsWith("/") || !prefix.startsWith("/")) {
    ctx.addIssue({ code: "custom", message: "must start and end with /" });
  }
});
