"use client";
import { useQuery } from "@tanstack/react-query";
import { memoryOptions } from "@/lib/client/memories";
import { useStore } from "../store/store-context";
import { useRefetchInterval } from "../store/use-refetch-interval";
import { useStoreView } from "../store/use-store-address";
import { ErrorState } from "../ui/error-state";
import { laterPart } from "../ui/lazy-part";
import { CurrentFile } from "./current-file";
import { FileSkeleton } from "./file-skeleton";

const ComparePane = laterPart(() => import("./compare-pane").then((module) => module.ComparePane), FileSkeleton);
const EditPane = laterPart(() => import("./edit-pane").then((module) => module.EditPane), FileSkeleton);
const FileAtMoment = laterPart(() => import("./file-at-moment").then((module) => module.FileAtMoment), FileSkeleton);
const OldVersion = laterPart(() => import("./old-version").then((module) => module.OldVersion), FileSkeleton);

interface LiveFileProps {
  memoryId: string;
  path: string;
  renamedFrom: string | null;
}

/** A file that exists: its newest text, or whatever else of it the address asks for. */
export function LiveFile({ memoryId, path, renamedFrom }: LiveFileProps) {
  const { store, may } = useStore();
  const [{ version, compare, edit, at }] = useStoreView();
  const refetchInterval = useRefetchInterval();
  const memory = useQuery({ ...memoryOptions(store.id, memoryId), enabled: at === null, refetchInterval });
  if (at !== null) return <FileAtMoment memoryId={memoryId} path={path} />;
  if (memory.data === undefined) {
    return memory.isError ? (
      <ErrorState title="The file could not be read." error={memory.error} onRetry={() => void memory.refetch()} />
    ) : (
      <FileSkeleton />
    );
  }
  const head = memory.data;
  if (compare !== null) {
    return <ComparePane path={path} afterId={version ?? head.memory_version_id} beforeId={compare} />;
  }
  if (version !== null && version !== head.memory_version_id) {
    return <OldVersion memoryId={memoryId} path={path} versionId={version} head={head} />;
  }
  if (edit && may("write")) return <EditPane memory={head} />;
  return <CurrentFile memory={head} renamedFrom={renamedFrom} />;
}
