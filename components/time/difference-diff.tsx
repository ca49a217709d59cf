"use client";
import { useQuery } from "@tanstack/react-query";
import { FileDiff } from "lucide-react";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import { routes } from "@/lib/client/routes";
import type { MemoryComparisonItem, MemoryDifference } from "@/lib/contract/memory-difference";
import { CompareView } from "../diff/compare-view";
import { FileHeader } from "../file/file-header";
import { ButtonLink } from "../ui/button-link";
import { Callout } from "../ui/callout";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { usePreference } from "../ui/use-preference";
import { DifferenceMark } from "./difference-mark";

interface Side {
  storeId: string;
  /** The past moment of this side. */
  at: string | null;
  label: string;
}

interface DifferenceDiffProps {
  item: MemoryComparisonItem | undefined;
  before: Side;
  after: Side;
}

const views = [
  { value: "split", label: "Side by side" },
  { value: "unified", label: "Unified" },
] as const;

/** The two texts of the file that is open. */
export function DifferenceDiff({ item, before, after }: DifferenceDiffProps) {
  const [view, setView] = usePreference("compare.view", ["split", "unified"] as const, "split");
  if (item?.type !== "memory_difference") {
    return (
      <EmptyState icon={<FileDiff aria-hidden />} title="No file is open">
        Choose one of the files that differ to see both of its texts.
      </EmptyState>
    );
  }
  const { from, to, operation, path } = item;
  return (
    <>
      <FileHeader
        path={path}
        isGone={operation === "deleted"}
        meta={
          <>
            <DifferenceMark kind={operation} label={operation} />
            {item.previous_path === null ? null : (
              <span className="truncate">
                from <bdi className="font-mono">{item.previous_path}</bdi>
              </span>
            )}
          </>
        }
        view={<Segmented label="How to compare" options={views} value={view} onValueChange={setView} />}
        actions={
          <>
            {from === null ? null : (
              <ButtonLink
                variant="ghost"
                href={routes.file(before.storeId, from.path, {
                  version: from.memory_version_id,
                  ...(before.at === null ? {} : { at: before.at }),
                })}
              >
                Open the left
              </ButtonLink>
            )}
            {to === null ? null : (
              <ButtonLink variant="ghost" href={routes.file(after.storeId, to.path, { version: to.memory_version_id })}>
                Open the right
              </ButtonLink>
            )}
          </>
        }
      />
      <Texts key={path} item={item} before={before} after={after} view={view} />
    </>
  );
}

interface TextsProps {
  item: MemoryDifference;
  before: Side;
  after: Side;
  view: "split" | "unified";
}

function Texts({ item: { from, to, path }, before, after, view }: TextsProps) {
  const left = useQuery({
    ...memoryVersionOptions(before.storeId, from?.memory_version_id ?? ""),
    enabled: from !== null,
  });
  const right = useQuery({ ...memoryVersionOptions(after.storeId, to?.memory_version_id ?? ""), enabled: to !== null });
  if (left.isError || right.isError) {
    return (
      <ErrorState
        title="The texts could not be read."
        error={left.error ?? right.error}
        onRetry={() => {
          void left.refetch();
          void right.refetch();
        }}
      />
    );
  }
  if ((from !== null && left.data === undefined) || (to !== null && right.data === undefined)) {
    return <SkeletonRows label="the texts" />;
  }
  if (left.data?.redacted_at || right.data?.redacted_at) {
    return <Callout className="m-4">One of the two texts was redacted, so they cannot be compared.</Callout>;
  }
  return (
    <CompareView
      before={left.data?.content ?? ""}
      after={right.data?.content ?? ""}
      path={path}
      beforeLabel={from === null ? `${before.label}: no file` : before.label}
      afterLabel={to === null ? `${after.label}: no file` : after.label}
      view={view}
    />
  );
}
