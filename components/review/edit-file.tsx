"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { dreamMergeOptions } from "@/lib/client/dreams";
import type { DreamChange } from "@/lib/contract/dream-change";
import type { DreamMerge } from "@/lib/contract/dream-review";
import { TextEditor } from "../editor/text-editor";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { conflictCount } from "./conflict-count";
import { MergeSides } from "./merge-sides";
import { isHeldUp } from "./review-order";
import type { Review } from "./use-review";

interface EditFileProps {
  change: DreamChange;
  review: Review;
  onClose: () => void;
}

/** The reviewer's own text for a whole file. Where the live file moved, it is made from a merge of both sides. */
export function EditFile({ change, review, onClose }: EditFileProps) {
  const texts = useQuery({
    ...dreamMergeOptions(change.dream_id, change.id),
    // The text under the reviewer's hands must not change; a file that moves once more is refused at apply.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: "always",
  });
  if (texts.isError) {
    return <ErrorState title="The texts could not be read." error={texts.error} onRetry={() => void texts.refetch()} />;
  }
  if (!texts.isSuccess || texts.isFetching) return <SkeletonRows label="the texts of the file" />;
  return <Editor change={change} texts={texts.data} review={review} onClose={onClose} />;
}

function Editor({ change, texts, review, onClose }: EditFileProps & { texts: DreamMerge }) {
  const isMerge = isHeldUp(change) && texts.live !== null;
  const suggested = (isMerge ? texts.merge?.content : null) ?? texts.proposed ?? texts.live?.content ?? "";
  const [text, setText] = useState(change.decided?.content ?? suggested);
  const left = conflictCount(text);
  const save = (): void =>
    review.decide.mutate(
      [
        {
          change_id: change.id,
          decision: "approve",
          content: text,
          ...(isMerge ? { base_content_sha256: texts.live?.content_sha256 } : {}),
        },
      ],
      { onSuccess: onClose },
    );
  return (
    <section aria-label={`Your own text of ${change.path}`} className="flex flex-col gap-3">
      {isMerge ? <MergeSides path={change.path} texts={texts} onTake={setText} /> : null}
      <div className="flex h-96 flex-col overflow-hidden rounded-md border border-line">
        <TextEditor
          label={`Text of ${change.path}`}
          path={change.path}
          value={text}
          onValueChange={setText}
          onSave={save}
        />
      </div>
      {left > 0 ? (
        <Callout tone="warn" isLive>
          {left === 1 ? "1 place is" : `${left} places are`} still marked with both sides. Choose the lines that stay
          and take the marks out.
        </Callout>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button variant="dream" isBusy={review.decide.isPending} disabled={left > 0} onClick={save}>
          Accept with this text
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </section>
  );
}
