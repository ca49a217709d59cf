import { Logger } from "graphile-worker";

/**
 * A logger for the queue that passes on only its errors, and of those only the task: messages of a failed job may quote
 * what the job worked on.
 */
export function quietJobLogger(onError: (fields: { task: string | undefined }) => void): Logger {
  return new Logger((scope) => (level) => {
    if (level === "error") onError({ task: scope.taskIdentifier });
  });
}
