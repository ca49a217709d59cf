"use client";
import { useQuery } from "@tanstack/react-query";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import type { Memory } from "@/lib/contract/memory";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { FileBlame } from "../history/file-blame";
import { SelectionRedaction } from "../redact/selection-redaction";
import { useStore } from "../store/store-context";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { formatSize } from "../ui/format-size";
import { Segmented } from "../ui/segmented";
import { FileHeader } from "./file-header";
import { FileSkeleton } from "./file-skeleton";
import { FileText } from "./file-text";
import { RedactedVersion } from "./redacted-version";
import { useViewMode } from "./use-view-mode";
import { VersionBanner } from "./version-banner";
import { VersionChanges } from "./version-changes";
import { WriterOf } from "./writer-of";

interface OldVersionProps {
  memoryId: string;
  path: string;
  versionId: string;
  /** The living file; null when it is deleted or a past moment is shown. */
  head: Memory | null;
}

/** One version of a file, read only. */
export function OldVersion({ memoryId, path, versionId, head }: OldVersionProps) {
  const { store } = useStore();
  const version = useQuery(memoryVersionOptions(store.id, versionId));
  if (version.isPending) return <FileSkeleton />;
  if (version.isError) {
    return (
      <ErrorState title="The version could not be read." error={version.error} onRetry={() => void version.refetch()} />
    );
  }
  if (version.data.redacted_at !== null) {
    return (
      <>
        <FileHeader path={path} />
        <RedactedVersion version={version.data} />
      </>
    );
  }
  return version.data.operation === "deleted" ? (
    <>
      <FileHeader path={path} isGone />
      <VersionBanner version={version.data} path={path} head={head} />
      <EmptyState title="This version is the deletion">
        It holds no text. The version before it has the last one.
      </EmptyState>
    </>
  ) : (
    <VersionText memoryId={memoryId} path={path} version={version.data} head={head} />
  );
}

interface VersionTextProps {
  memoryId: string;
  path: string;
  version: MemoryVersion;
  head: Memory | null;
}

function VersionText({ memoryId, path, version, head }: VersionTextProps) {
  const { may } = useStore();
  const { mode, setMode, options, lines, selectLines } = useViewMode(version.path ?? path);
  const text = version.content ?? "";
  return (
    <>
      <FileHeader
        path={version.path ?? path}
        meta={
          <>
            <span className="whitespace-nowrap tabular">{formatSize(version.content_size_bytes ?? 0)}</span>
            <WriterOf versionId={version.id} at={version.created_at} />
          </>
        }
        view={<Segmented label="How to look at the file" options={options} value={mode} onValueChange={setMode} />}
      />
      <VersionBanner version={version} path={path} head={head} />
      {mode === "changes" ? (
        <VersionChanges memoryId={memoryId} versionId={version.id} path={path} text={text} />
      ) : mode === "blame" && text !== "" ? (
        <FileBlame
          memoryId={memoryId}
          versionId={version.id}
          path={path}
          text={text}
          lines={lines}
          onSelectLines={selectLines}
        />
      ) : (
        <SelectionRedaction
          file={{ storeId: version.memory_store_id, memoryId, path: head?.path ?? path }}
          text={text}
          isAllowed={head !== null && may("redact")}
        >
          <FileText
            text={text}
            path={path}
            mode={mode === "rendered" ? mode : "source"}
            lines={lines}
            onSelectLines={selectLines}
          />
        </SelectionRedaction>
      )}
    </>
  );
}
