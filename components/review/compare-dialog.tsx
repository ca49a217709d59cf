"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { dreamComparisonOptions, dreamsOptions } from "@/lib/client/dreams";
import { rowsOf } from "@/lib/client/page";
import type { Dream } from "@/lib/contract/dream";
import { inputStoreOf } from "../dream/dream-state";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { exactUtc } from "../ui/relative-time";
import { Select } from "../ui/select";
import { SkeletonRows } from "../ui/skeleton";
import { DreamDifferences } from "./dream-differences";

interface CompareDialogProps {
  dream: Dream;
  /** The other dream; empty = the newest one before this. null = closed. */
  withId: string | null;
  onChange: (withId: string | null) => void;
}

/** This dream beside another one of the same store: what is new, gone, changed and the same. */
export function CompareDialog({ dream, withId, onChange }: CompareDialogProps) {
  return (
    <Dialog
      isOpen={withId !== null}
      onOpenChange={(isOpen) => onChange(isOpen ? "" : null)}
      width="lg"
      title="Compare with another dream"
      description="Findings by what they say, proposals by file. Only dreams of the same store can be compared."
    >
      {withId === null ? null : <Comparison dream={dream} withId={withId} onChange={onChange} />}
    </Dialog>
  );
}

function Comparison({ dream, withId, onChange }: { dream: Dream; withId: string; onChange: (id: string) => void }) {
  const filters = { memory_store_id: inputStoreOf(dream), statuses: ["completed"] as const, limit: 100 };
  const dreams = useInfiniteQuery(dreamsOptions(filters));
  const others = rowsOf(dreams.data).filter(({ id }) => id !== dream.id);
  const earlier = others.find(({ created_at }) => created_at < dream.created_at);
  const chosen = withId === "" ? (earlier ?? others[0])?.id : withId;
  if (dreams.isPending) return <SkeletonRows label="the dreams of the store" />;
  if (dreams.isError) {
    return (
      <ErrorState title="The dreams could not be read." error={dreams.error} onRetry={() => void dreams.refetch()} />
    );
  }
  if (chosen === undefined) return <p className="text-13 text-ink-2">The store has no other finished dream.</p>;
  return (
    <div className="flex flex-col gap-4 text-13">
      <Field label="The other dream">
        {({ id }) => (
          <Select
            id={id}
            label="The other dream"
            className="w-full"
            options={others.map((other) => ({ value: other.id, label: exactUtc(new Date(other.created_at)) }))}
            value={chosen}
            onValueChange={onChange}
          />
        )}
      </Field>
      <Result dreamId={dream.id} withId={chosen} />
    </div>
  );
}

function Result({ dreamId, withId }: { dreamId: string; withId: string }) {
  const found = useInfiniteQuery(dreamComparisonOptions(dreamId, withId));
  if (found.isPending) return <SkeletonRows label="the comparison" />;
  if (found.isError) {
    return (
      <ErrorState title="The dreams could not be compared." error={found.error} onRetry={() => void found.refetch()} />
    );
  }
  const first = found.data.pages[0];
  return (
    <>
      {first === undefined ? null : (
        <DreamDifferences insights={first.insights} changes={first.changes} rows={rowsOf(found.data)} />
      )}
      {found.hasNextPage ? (
        <Button className="self-start" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </>
  );
}
