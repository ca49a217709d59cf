"use client";
import type { ApiError } from "@/lib/client/api-error";
import type { Memory } from "@/lib/contract/memory";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { CompareView } from "../diff/compare-view";
import { wordsForRefusal } from "../file/words-for-refusal";
import { Callout } from "../ui/callout";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Progress } from "../ui/progress";
import { HoldingVersions } from "./holding-versions";

interface ErasureStepProps {
  memory: Memory;
  masked: string;
  earlier: readonly MemoryVersion[];
  search: { data: { versions: MemoryVersion[]; isWhole: boolean } | undefined; error: ApiError | null };
  /** Ids of versions that are left as they are. */
  kept: ReadonlySet<string>;
  onKeptChange: (kept: ReadonlySet<string>) => void;
  typed: string;
  onTypedChange: (typed: string) => void;
  doneCount: number;
  totalCount: number;
  error: ApiError | null;
}

/** Every place in the file's history where the words stand, and the last question before they go. */
export function ErasureStep(props: ErasureStepProps) {
  const { memory, masked, typed, doneCount, totalCount, error } = props;
  return (
    <div className="flex flex-col gap-3 text-13 text-ink-2">
      <div className="flex max-h-56 flex-col overflow-auto rounded-md border border-line">
        <CompareView
          before={memory.content ?? ""}
          after={masked}
          path={memory.path}
          beforeLabel="current, to be erased"
          afterLabel="masked, new version"
          view="unified"
        />
      </div>
      <HoldingVersions
        currentId={memory.memory_version_id}
        earlier={props.earlier}
        search={props.search}
        kept={props.kept}
        onKeptChange={props.onKeptChange}
      />
      <Callout tone="danger" title="This cannot be undone.">
        Text, path, hash, size and reason of these versions are erased, with what was derived from them. Who wrote them
        and when stays. Other files and sessions may hold the same words.
      </Callout>
      <Field
        label={
          <>
            To go on, type{" "}
            <code className="rounded-sm bg-sunken px-1 font-mono break-all text-ink select-all">{memory.path}</code>
          </>
        }
      >
        {(ids) => (
          <Input
            {...ids}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => props.onTypedChange(event.target.value)}
          />
        )}
      </Field>
      {doneCount > 0 ? <Progress label="Steps" done={doneCount} total={totalCount} /> : null}
      {error === null ? null : (
        <Callout tone="danger" isLive>
          {wordsForRefusal(error)}{" "}
          {doneCount > 0 ? `${doneCount} of ${totalCount} steps are done; trying again goes on from there.` : ""}
        </Callout>
      )}
    </div>
  );
}
