"use client";
import { useQuery } from "@tanstack/react-query";
import { memoryOptions } from "@/lib/client/memories";
import { Callout } from "../ui/callout";
import { formatCount } from "../ui/format-count";
import { Progress } from "../ui/progress";
import { Segmented } from "../ui/segmented";
import { TypedConfirmation } from "../ui/typed-confirmation";
import { ElsewhereNotes } from "./elsewhere-notes";
import { MaskPreview } from "./mask-preview";
import { PlaceList } from "./place-list";
import type { RedactionReason } from "./redaction-reason";
import { RedactionReasonFields } from "./redaction-reason-fields";
import type { RedactionFile, RedactionTarget } from "./redaction-request";
import type { RedactionSummary } from "./redaction-summary";
import type { FileOutcome } from "./use-each-file";

export type RedactionScope = "memory" | "head";

interface PlacesStepProps {
  files: readonly RedactionFile[];
  target: RedactionTarget;
  outcomes: ReadonlyMap<string, FileOutcome>;
  isLooking: boolean;
  summary: RedactionSummary;
  scope: RedactionScope;
  onScopeChange: (scope: RedactionScope) => void;
  reason: RedactionReason;
  onReasonChange: (reason: RedactionReason) => void;
  wanted: string;
  typed: string;
  onTypedChange: (typed: string) => void;
  onTakeIn: (files: readonly RedactionFile[]) => void;
}

const scopes = [
  { value: "memory", label: "Every version" },
  { value: "head", label: "Current text only" },
] as const;

/** Every place where it stands, and the last questions before it goes. */
export function PlacesStep(props: PlacesStepProps) {
  const { files, target, outcomes, isLooking, summary, scope } = props;
  const isFound = summary.placeCount > 0;
  return (
    <div className="flex flex-col gap-3 text-13 text-ink-2">
      <div role="status">
        {isLooking ? (
          <Progress
            label={`${outcomes.size} of ${formatCount(files.length, "file")} looked through`}
            done={outcomes.size}
            total={files.length}
          />
        ) : (
          <p className="font-medium text-ink">
            {isFound
              ? `${formatCount(summary.placeCount, "place")} in ${formatCount(summary.versionCount, "version")} of ${formatCount(summary.fileCount, "file")}`
              : "It stands in none of these files, so there is nothing to redact."}
          </p>
        )}
      </div>
      <PlaceList files={files} outcomes={outcomes} />
      {isLooking || !isFound ? null : (
        <>
          <HeadPreview files={files} outcomes={outcomes} target={target} />
          <ElsewhereNotes summary={summary} onTakeIn={props.onTakeIn} />
          <div className="flex flex-wrap items-center gap-3">
            <Segmented label="How far" options={scopes} value={scope} onValueChange={props.onScopeChange} />
            <span className="min-w-0 flex-1 basis-64 text-12">
              {scope === "memory"
                ? "The current text is masked, and every version that holds the words is erased."
                : `Only the ${formatCount(summary.headCount, "current text")} ${summary.headCount === 1 ? "is" : "are"} masked and the version before erased. Older versions keep the words.`}
            </span>
          </div>
          <RedactionReasonFields value={props.reason} onValueChange={props.onReasonChange} />
          <Callout tone="danger" title="This cannot be undone.">
            Of each such version text, path, hash, size and reason are erased, with what was derived from them. Who
            wrote it and when stays. A secret that stood here was seen: change it where it opens something.
          </Callout>
          <TypedConfirmation wanted={props.wanted} value={props.typed} onValueChange={props.onTypedChange} />
        </>
      )}
    </div>
  );
}

function HeadPreview({ files, outcomes, target }: Pick<PlacesStepProps, "files" | "outcomes" | "target">) {
  const shown = files.find(({ memoryId }) => {
    const outcome = outcomes.get(memoryId);
    return outcome?.state === "done" && outcome.redaction.places.some(({ is_head }) => is_head);
  });
  const { data } = useQuery({
    ...memoryOptions(shown?.storeId ?? "", shown?.memoryId ?? ""),
    enabled: shown !== undefined,
  });
  if (shown === undefined || !data?.content) return null;
  return (
    <>
      {files.length > 1 ? <p className="text-12">As in {shown.path}:</p> : null}
      <MaskPreview text={data.content} path={shown.path} target={target} />
    </>
  );
}
