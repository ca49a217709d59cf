"use client";
import { useQuery } from "@tanstack/react-query";
import { memoryOptions } from "@/lib/client/memories";
import { useStore } from "../store/store-context";
import { useRefetchInterval } from "../store/use-refetch-interval";
import { useStoreView } from "../store/use-store-address";
import { PastBanner } from "../time/past-banner";
import { ErrorState } from "../ui/error-state";
import { ComparePane } from "./compare-pane";
import { CurrentFile } from "./current-file";
import { EditPane } from "./edit-pane";
import { FileAtMoment } from "./file-at-moment";
import { FileSkeleton } from "./file-skeleton";
import { GoneFile } from "./gone-file";
import { MissingFile } from "./missing-file";
import { OldVersion } from "./old-version";

/** The middle pane, where a file is chosen. */
export function FilePane() {
  const { file, fileError, retryFile } = useStore();
  return (
    <>
      <PastBanner />
      {file.kind === "loading" && fileError === null ? <FileSkeleton /> : null}
      {file.kind === "loading" && fileError !== null ? (
        <ErrorState title="The file could not be looked up." error={fileError} onRetry={retryFile} />
      ) : null}
      {file.kind === "missing" ? <MissingFile path={file.path} /> : null}
      {file.kind === "gone" ? <GoneFile key={file.memoryId} memoryId={file.memoryId} path={file.path} /> : null}
      {file.kind === "live" ? <LiveFile key={file.memoryId} {...file} /> : null}
    </>
  );
}

interface LiveFileProps {
  memoryId: string;
  path: string;
  renamedFrom: string | null;
}

function LiveFile({ memoryId, path, renamedFrom }: LiveFileProps) {
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
