"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { memoryOptions } from "@/lib/client/memories";
import { routes } from "@/lib/client/routes";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { useCommands } from "../command/use-commands";
import { useAskedMode } from "../file/use-view-mode";
import { useRedaction } from "../redact/redaction-provider";
import { PaneHeader } from "../shell/pane-header";
import { useStore } from "../store/store-context";
import { useStoreView } from "../store/use-store-address";
import { loadMoreOf } from "../table/load-more-of";
import { VersionTimeline } from "../timeline/version-timeline";
import { ErrorState } from "../ui/error-state";
import { formatCount } from "../ui/format-count";
import { SkeletonRows } from "../ui/skeleton";
import { nextSelection } from "./next-selection";
import { useAnnounceNewest } from "./use-announce-newest";
import { useFileVersions } from "./use-file-versions";
import { versionBefore } from "./version-before";
import { VersionDetails } from "./version-details";

interface FileHistoryProps {
  memoryId: string;
  path: string;
  /** False when the file is deleted. */
  isLive: boolean;
}

/** A file's versions, with everything known about the one that is shown. */
export function FileHistory({ memoryId, path, isLive }: FileHistoryProps) {
  const { store, at, showPane } = useStore();
  const [{ version, compare }] = useStoreView();
  const [{ view: asked }] = useAskedMode();
  const router = useRouter();
  const redact = useRedaction();
  const { query, versions } = useFileVersions(memoryId);
  useAnnounceNewest(at === null ? versions : [], "of this file");
  const [newest] = versions;
  const isNow = isLive && at === null;
  const head = useQuery({ ...memoryOptions(store.id, memoryId), enabled: isNow });
  // The list may be a moment behind the file.
  const currentId = isNow ? (head.data?.memory_version_id ?? newest?.id ?? null) : null;
  const selectedId = version ?? currentId ?? newest?.id ?? null;
  const selected = versions.find(({ id }) => id === selectedId) ?? newest;
  const moment = at === null ? {} : { at };
  // Who goes through versions looks at each of them the same way.
  const view = asked === null ? {} : { view: asked };
  const hrefOf = (shown: MemoryVersion) =>
    routes.file(store.id, path, { ...(shown.id === currentId ? {} : { version: shown.id }), ...moment, ...view });
  const compareWith = (other: MemoryVersion) => {
    const sides = nextSelection({ selectedId, compareId: compare }, other.id);
    router.push(routes.file(store.id, path, { ...sides, ...moment }), { scroll: false });
    showPane("content");
  };
  const step = (by: 1 | -1) => {
    const next = versions[versions.findIndex(({ id }) => id === selected?.id) + by];
    if (next !== undefined) router.push(hrefOf(next), { scroll: false });
  };
  useCommands([
    { id: "version.older", title: "Older version", group: "History", keys: "[", isKeyOnly: true, run: () => step(1) },
    { id: "version.newer", title: "Newer version", group: "History", keys: "]", isKeyOnly: true, run: () => step(-1) },
  ]);
  return (
    <>
      <PaneHeader
        title="History"
        meta={query.isSuccess ? <span className="tabular">{countOf(versions.length, query.hasNextPage)}</span> : null}
      />
      {query.isPending ? <SkeletonRows label="the history" /> : null}
      {query.isError ? (
        <ErrorState title="The history could not be read." error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {versions.length > 0 ? (
        <VersionTimeline
          versions={versions}
          versionHref={hrefOf}
          currentVersionId={currentId}
          selectedId={selectedId}
          compareId={compare}
          onCompare={compareWith}
          loadMore={loadMoreOf(query, versions.length, "versions")}
        />
      ) : null}
      {selected === undefined ? null : (
        <VersionDetails
          key={selected.id}
          version={selected}
          before={versionBefore(versions, selected)}
          path={path}
          isCurrent={selected.id === currentId}
          onRedact={() =>
            redact(
              // Only past versions can be erased whole; of the current one words are taken out.
              selected.id === currentId
                ? { kind: "words", target: null, files: [{ storeId: store.id, memoryId, path }] }
                : { kind: "version", version: selected, path },
            )
          }
        />
      )}
    </>
  );
}

function countOf(loaded: number, hasMore: boolean): string {
  return hasMore ? `${loaded}+ versions` : formatCount(loaded, "version");
}
