"use client";
import { useFileVersions } from "../history/use-file-versions";
import { useStoreView } from "../store/use-store-address";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { ComparePane } from "./compare-pane";
import { FileSkeleton } from "./file-skeleton";
import { OldVersion } from "./old-version";

interface FileAtMomentProps {
  memoryId: string;
  path: string;
}

/** The file as the newest version of that moment had it. */
export function FileAtMoment({ memoryId, path }: FileAtMomentProps) {
  const [{ version, compare }] = useStoreView();
  const { query, versions } = useFileVersions(memoryId);
  if (query.isError) {
    return (
      <ErrorState title="The history could not be read." error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  if (query.isPending) return <FileSkeleton />;
  const shownId = version ?? versions[0]?.id;
  if (shownId === undefined) return <EmptyState title="The file did not exist then" />;
  return compare === null ? (
    <OldVersion memoryId={memoryId} path={path} versionId={shownId} head={null} />
  ) : (
    <ComparePane path={path} afterId={shownId} beforeId={compare} />
  );
}
