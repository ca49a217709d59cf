"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import { routes } from "@/lib/client/routes";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { CompareView } from "../diff/compare-view";
import { useStore } from "../store/store-context";
import { ButtonLink } from "../ui/button-link";
import { Callout } from "../ui/callout";
import { ErrorState } from "../ui/error-state";
import { IconButton } from "../ui/icon-button";
import { exactUtc } from "../ui/relative-time";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { usePreference } from "../ui/use-preference";
import { FileHeader } from "./file-header";
import { nameOfVersion } from "./name-of-version";

interface ComparePaneProps {
  path: string;
  beforeId: string;
  afterId: string;
}

const views = [
  { value: "split", label: "Side by side" },
  { value: "unified", label: "Unified" },
] as const;

/** Any two versions of one file. */
export function ComparePane({ path, beforeId, afterId }: ComparePaneProps) {
  const { store, at } = useStore();
  const router = useRouter();
  const [view, setView] = usePreference("compare.view", ["split", "unified"] as const, "split");
  const before = useQuery(memoryVersionOptions(store.id, beforeId));
  const after = useQuery(memoryVersionOptions(store.id, afterId));
  const moment = at === null ? {} : { at };
  const swap = () =>
    router.push(routes.file(store.id, path, { version: beforeId, compare: afterId, ...moment }), { scroll: false });
  return (
    <>
      <FileHeader
        path={path}
        view={
          <>
            <IconButton label="Swap the sides" onClick={swap}>
              <ArrowLeftRight aria-hidden />
            </IconButton>
            <Segmented label="How to compare" options={views} value={view} onValueChange={setView} />
          </>
        }
        actions={
          <ButtonLink href={routes.file(store.id, path, { version: afterId, ...moment })} scroll={false}>
            <X aria-hidden />
            Stop comparing
          </ButtonLink>
        }
      />
      {before.isError || after.isError ? (
        <ErrorState
          title="The versions could not be read."
          error={before.error ?? after.error}
          onRetry={() => {
            void before.refetch();
            void after.refetch();
          }}
        />
      ) : before.data === undefined || after.data === undefined ? (
        <SkeletonRows label="the versions" />
      ) : (
        <Compared before={before.data} after={after.data} path={path} view={view} />
      )}
    </>
  );
}

interface ComparedProps {
  before: MemoryVersion;
  after: MemoryVersion;
  path: string;
  view: "split" | "unified";
}

function Compared({ before, after, path, view }: ComparedProps) {
  const redacted = [before, after].filter(({ redacted_at }) => redacted_at !== null);
  if (redacted.length > 0) {
    return (
      <Callout className="m-4" title="Nothing to compare">
        {redacted.map(nameOfVersion).join(" and ")} {redacted.length === 1 ? "was" : "were"} redacted; the text is
        erased.
      </Callout>
    );
  }
  return (
    <CompareView
      before={before.content ?? ""}
      after={after.content ?? ""}
      path={path}
      beforeLabel={labelOf(before)}
      afterLabel={labelOf(after)}
      view={view}
    />
  );
}

function labelOf(version: MemoryVersion): string {
  const state = version.operation === "deleted" ? ", deleted" : "";
  return `${nameOfVersion(version)} · ${exactUtc(new Date(version.created_at))}${state}`;
}
