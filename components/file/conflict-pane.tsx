"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { ApiError } from "@/lib/client/api-error";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import type { Memory } from "@/lib/contract/memory";
import { mergeThreeWay } from "@/lib/text/merge-three-way";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { formatCount } from "../ui/format-count";
import { Time } from "../ui/time";
import { ConflictTexts } from "./conflict-texts";
import { FileHeader } from "./file-header";
import { FileNotice } from "./file-notice";
import { type ConflictChoice, resolveMerge } from "./resolve-merge";
import { WhoWrote } from "./who-wrote";
import { wordsForRefusal } from "./words-for-refusal";

interface ConflictPaneProps {
  /** The text that the edit began from; null when it was redacted. */
  base: string | null;
  theirs: Memory;
  mine: string;
  isSaving: boolean;
  error: ApiError | null;
  onSave: (content: string) => void;
  onEdit: (content: string) => void;
  onDiscard: () => void;
}

/** Two people wrote at once: both texts, what they have in common, and every way on. */
export function ConflictPane({ base, theirs, mine, isSaving, error, onSave, onEdit, onDiscard }: ConflictPaneProps) {
  const [choices, setChoices] = useState<ReadonlyMap<number, ConflictChoice>>(new Map());
  const { data: version } = useQuery(memoryVersionOptions(theirs.memory_store_id, theirs.memory_version_id));
  const theirText = theirs.content ?? "";
  const merge = useMemo(
    () =>
      mergeThreeWay({
        base: base ?? "",
        ours: mine,
        theirs: theirText,
        labels: { base: "before", ours: "mine", theirs: "theirs" },
      }),
    [base, mine, theirText],
  );
  const { content, openCount } = resolveMerge(merge, choices);
  return (
    <>
      <FileHeader path={theirs.path} meta={<Badge tone="warn">conflict</Badge>} />
      <FileNotice tone="warn" isLive>
        <p className="font-medium">
          <WhoWrote version={version} /> wrote this file <Time at={theirs.updated_at} />, after you began.
        </p>
        <p className="text-ink-2">
          {merge.clean
            ? "The two edits touch different lines and fit together. "
            : `Both changed the same lines in ${formatCount(merge.conflicts.length, "place")}. `}
          Theirs is saved in the history; yours is kept here until you decide.
        </p>
      </FileNotice>
      <ConflictTexts
        path={theirs.path}
        base={base}
        theirs={theirText}
        mine={mine}
        merge={merge}
        merged={content}
        choices={choices}
        onChoose={(index, choice) => setChoices(new Map(choices).set(index, choice))}
      />
      {error !== null && error.type !== "memory_precondition_failed_error" ? (
        <Callout tone="danger" isLive className="m-3">
          {wordsForRefusal(error)} Your text is still here.
        </Callout>
      ) : null}
      <div className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t border-line px-3 py-2">
        <span role="status" className="mr-auto text-12 text-ink-2">
          {openCount > 0 ? `${formatCount(openCount, "place")} to decide` : "Nothing left to decide"}
        </span>
        <Button onClick={onDiscard}>Discard mine</Button>
        <Button onClick={() => onSave(mine)} isBusy={isSaving}>
          Save mine over theirs
        </Button>
        <Button onClick={() => onEdit(content)}>Edit the merge</Button>
        <Button variant="primary" disabled={openCount > 0} isBusy={isSaving} onClick={() => onSave(content)}>
          Save the merge
        </Button>
      </div>
    </>
  );
}
