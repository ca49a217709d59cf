"use client";
import { Pencil } from "lucide-react";
import type { Memory } from "@/lib/contract/memory";
import { useCommands } from "../command/use-commands";
import { SelectionRedaction } from "../redact/selection-redaction";
import { useStore } from "../store/store-context";
import { useStoreView } from "../store/use-store-address";
import { Button } from "../ui/button";
import { formatSize } from "../ui/format-size";
import { laterPart } from "../ui/lazy-part";
import { Segmented } from "../ui/segmented";
import { DraftBanner } from "./draft-banner";
import { FileHeader } from "./file-header";
import { FileMenu } from "./file-menu";
import { FileNotice } from "./file-notice";
import { FileSkeleton } from "./file-skeleton";
import { FileText } from "./file-text";
import { NewerBanner } from "./newer-banner";
import { useShownMemory } from "./use-shown-memory";
import { useViewMode } from "./use-view-mode";
import { WriterOf } from "./writer-of";

const VersionChanges = laterPart(
  () => import("./version-changes").then((module) => module.VersionChanges),
  FileSkeleton,
);
const FileBlame = laterPart(() => import("../history/file-blame").then((module) => module.FileBlame), FileSkeleton);

/** The file as it is now, or as it was when the reader began. */
export function CurrentFile({ memory, renamedFrom }: { memory: Memory; renamedFrom: string | null }) {
  const { may } = useStore();
  const [, setView] = useStoreView();
  const { shown, isBehind, showNewest } = useShownMemory(memory);
  const { mode, setMode, options, lines, selectLines } = useViewMode(memory.path);
  const edit = () => setView({ edit: true, version: null });
  const nextMode = options[(options.findIndex(({ value }) => value === mode) + 1) % options.length]?.value ?? mode;
  useCommands([
    ...(may("write")
      ? [{ id: "file.edit", title: "Edit the file", group: "File", keys: "e", icon: <Pencil aria-hidden />, run: edit }]
      : []),
    { id: "file.view", title: "Next way to look at the file", group: "File", keys: "v", run: () => setMode(nextMode) },
    {
      id: "file.pin",
      title: "Make the address permanent",
      group: "File",
      keys: "y",
      run: () => setView({ version: shown.memory_version_id }),
    },
  ]);
  const text = shown.content ?? "";
  return (
    <>
      <FileHeader
        path={memory.path}
        meta={
          <>
            <span className="whitespace-nowrap tabular">{formatSize(shown.content_size_bytes)}</span>
            <WriterOf versionId={shown.memory_version_id} at={shown.updated_at} />
          </>
        }
        view={<Segmented label="How to look at the file" options={options} value={mode} onValueChange={setMode} />}
        actions={
          <>
            {may("write") ? (
              <Button onClick={edit}>
                <Pencil aria-hidden />
                Edit
              </Button>
            ) : null}
            <FileMenu memory={memory} shownText={text} />
          </>
        }
      />
      {renamedFrom === null ? null : (
        <FileNotice isLive>
          Somebody renamed this file. It was <span className="font-mono text-12 break-all">{renamedFrom}</span> when you
          opened it.
        </FileNotice>
      )}
      <DraftBanner memory={memory} />
      {mode === "changes" ? (
        <VersionChanges memoryId={memory.id} versionId={shown.memory_version_id} path={memory.path} text={text} />
      ) : mode === "blame" && text !== "" ? (
        <FileBlame
          memoryId={memory.id}
          versionId={shown.memory_version_id}
          path={memory.path}
          text={text}
          lines={lines}
          onSelectLines={selectLines}
        />
      ) : (
        <SelectionRedaction
          file={{ storeId: memory.memory_store_id, memoryId: memory.id, path: memory.path }}
          text={text}
          isAllowed={may("redact")}
        >
          <FileText
            text={text}
            path={memory.path}
            mode={mode === "rendered" ? mode : "source"}
            lines={lines}
            onSelectLines={selectLines}
          />
        </SelectionRedaction>
      )}
      {/* Below, where it moves no line of what is read. */}
      {isBehind ? <NewerBanner memory={memory} shownId={shown.memory_version_id} onShow={showNewest} /> : null}
    </>
  );
}
