"use client";
import type { ApiError } from "@/lib/client/api-error";
import { memoryContentLimitBytes } from "@/lib/contract/limits";
import type { Memory } from "@/lib/contract/memory";
import { useCommands } from "../command/use-commands";
import { TextEditor } from "../editor/text-editor";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { formatNumber } from "../ui/format-count";
import { EditedElsewhere } from "./edited-elsewhere";
import { FileHeader } from "./file-header";
import { FileNotice } from "./file-notice";
import { hasConflictMarkers } from "./has-conflict-markers";
import { ReasonField } from "./reason-field";
import { textSizeBytes } from "./text-size";
import { wordsForRefusal } from "./words-for-refusal";

interface EditFormProps {
  memory: Memory;
  text: string;
  reason: string;
  isDirty: boolean;
  /** Whether this browser could keep the draft. */
  isKept: boolean;
  /** Somebody wrote the file since. */
  isOutdated: boolean;
  isSaving: boolean;
  error: ApiError | null;
  onTextChange: (text: string) => void;
  onReasonChange: (reason: string) => void;
  onSave: () => void;
  onMerge: () => void;
  onDiscard: () => void;
}

export function EditForm(props: EditFormProps) {
  const { memory, text, isDirty, isKept, isSaving, error, onSave } = props;
  const sizeBytes = textSizeBytes(text);
  const isTooLarge = sizeBytes > memoryContentLimitBytes;
  const save = () => {
    if (!isTooLarge && !isSaving) onSave();
  };
  useCommands([{ id: "file.save", title: "Save the file", group: "File", keys: "mod+s", run: save }]);
  const name = memory.path.slice(memory.path.lastIndexOf("/") + 1);
  return (
    <>
      <FileHeader
        path={memory.path}
        meta={
          <>
            <Badge tone="accent">editing</Badge>
            {isDirty ? (
              <span className="truncate">{isKept ? "draft kept in this browser" : "draft not kept"}</span>
            ) : null}
          </>
        }
      />
      {isKept ? null : (
        <FileNotice tone="warn">
          This browser keeps no drafts (its storage is full or switched off): save before you leave the page.
        </FileNotice>
      )}
      {hasConflictMarkers(text) ? (
        <FileNotice tone="warn">
          The text still holds conflict markers ({"<<<<<<<"}). Saving keeps them as they are.
        </FileNotice>
      ) : null}
      <TextEditor
        label={`Text of ${name}`}
        path={memory.path}
        value={text}
        onValueChange={props.onTextChange}
        onSave={save}
      />
      {props.isOutdated ? <EditedElsewhere memory={memory} onMerge={props.onMerge} /> : null}
      {error ? (
        <Callout tone="danger" isLive className="m-3">
          {wordsForRefusal(error)} Your text is still here.
        </Callout>
      ) : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
        className="flex shrink-0 flex-wrap items-center gap-2 border-t border-line px-3 py-2"
      >
        <ReasonField
          value={props.reason}
          onValueChange={props.onReasonChange}
          isLabelHidden
          className="min-w-48 flex-1"
        />
        <span className={isTooLarge ? "text-12 text-danger tabular" : "text-12 text-ink-3 tabular"}>
          {formatNumber(sizeBytes)} of {formatNumber(memoryContentLimitBytes)} bytes
        </span>
        <Button onClick={props.onDiscard}>{isDirty ? "Discard" : "Cancel"}</Button>
        <Button type="submit" variant="primary" isBusy={isSaving} disabled={isTooLarge}>
          Save the file
        </Button>
      </form>
    </>
  );
}
