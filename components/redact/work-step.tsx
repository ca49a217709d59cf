"use client";
import { Callout } from "../ui/callout";
import { formatCount } from "../ui/format-count";
import { Progress } from "../ui/progress";
import type { RedactionFile } from "./redaction-request";
import type { FileOutcome } from "./use-each-file";
import { wordsForFailure } from "./words-for-failure";

interface WorkStepProps {
  files: readonly RedactionFile[];
  outcomes: ReadonlyMap<string, FileOutcome>;
  isRunning: boolean;
}

/** How far the redaction is, and which files refused. */
export function WorkStep({ files, outcomes, isRunning }: WorkStepProps) {
  const failed = files.flatMap((file) => {
    const outcome = outcomes.get(file.memoryId);
    return outcome?.state === "failed" ? [{ file, error: outcome.error }] : [];
  });
  const doneCount = [...outcomes.values()].filter(({ state }) => state === "done").length;
  return (
    <div className="flex flex-col gap-3 text-13 text-ink-2">
      <Progress
        label={`${doneCount} of ${formatCount(files.length, "file")} redacted`}
        done={doneCount}
        total={files.length}
      />
      {failed.length === 0 ? null : (
        <Callout tone="danger" isLive title={`${formatCount(failed.length, "file")} could not be redacted`}>
          <ul className="flex max-h-48 flex-col gap-1 overflow-auto">
            {failed.map(({ file, error }) => (
              <li key={file.memoryId}>
                <span className="font-mono text-12 break-all">{file.path}</span>: {wordsForFailure(error)}
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {!isRunning && failed.length === 0 && doneCount < files.length ? (
        <Callout tone="warn" isLive>
          Stopped. {formatCount(files.length - doneCount, "file")} still{" "}
          {files.length - doneCount === 1 ? "holds" : "hold"} the words.
        </Callout>
      ) : null}
    </div>
  );
}
