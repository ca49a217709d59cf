"use client";
import { useQuery } from "@tanstack/react-query";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { CompareView } from "../diff/compare-view";
import { useFileVersions } from "../history/use-file-versions";
import { versionBefore } from "../history/version-before";
import { useStore } from "../store/store-context";
import { Callout } from "../ui/callout";
import { SkeletonRows } from "../ui/skeleton";
import { usePreference } from "../ui/use-preference";
import { FileNotice } from "./file-notice";
import { nameOfVersion } from "./name-of-version";

interface VersionChangesProps {
  memoryId: string;
  versionId: string;
  path: string;
  text: string;
}

/** What one version changed against the one before it. */
export function VersionChanges({ memoryId, versionId, path, text }: VersionChangesProps) {
  const { versions, query } = useFileVersions(memoryId);
  const version = versions.find(({ id }) => id === versionId);
  const before = version === undefined ? null : versionBefore(versions, version);
  if (version === undefined || (before === null && query.hasNextPage)) {
    return query.isPending ? (
      <SkeletonRows label="the changes" />
    ) : (
      <Callout className="m-4">Load more of the history to see what this version changed.</Callout>
    );
  }
  if (before === null) {
    return (
      <CompareView
        before=""
        after={text}
        path={path}
        beforeLabel="nothing"
        afterLabel={nameOfVersion(version)}
        view="unified"
      />
    );
  }
  return <AgainstVersion before={before} version={version} path={path} text={text} />;
}

interface AgainstVersionProps {
  before: MemoryVersion;
  version: MemoryVersion;
  path: string;
  text: string;
}

function AgainstVersion({ before, version, path, text }: AgainstVersionProps) {
  const { store } = useStore();
  const [view] = usePreference("compare.view", ["split", "unified"] as const, "unified");
  const { data, isPending } = useQuery(memoryVersionOptions(store.id, before.id));
  if (isPending) return <SkeletonRows label="the changes" />;
  if (before.redacted_at !== null || data?.redacted_at) {
    return (
      <Callout className="m-4">
        {nameOfVersion(before)}, the version before this one, was redacted, so what changed cannot be shown.
      </Callout>
    );
  }
  const renamed = before.path !== null && version.path !== null && before.path !== version.path;
  return (
    <>
      {renamed ? (
        <FileNotice>
          Renamed from <span className="font-mono text-12 break-all">{before.path}</span>
        </FileNotice>
      ) : null}
      <CompareView
        before={data?.content ?? ""}
        after={text}
        path={path}
        beforeLabel={nameOfVersion(before)}
        afterLabel={nameOfVersion(version)}
        view={view}
      />
    </>
  );
}
