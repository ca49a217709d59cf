"use client";
import { useStore } from "../store/store-context";
import { SkeletonRows } from "../ui/skeleton";
import { FileHistory } from "./file-history";
import { StoreHistory } from "./store-history";

/** The right pane: how the chosen file came to be, or what happened in the store. */
export function HistoryPane() {
  const { file, folder } = useStore();
  if (file.kind === "live" || file.kind === "gone") {
    return <FileHistory key={file.memoryId} memoryId={file.memoryId} path={file.path} isLive={file.kind === "live"} />;
  }
  return file.kind === "loading" ? (
    <SkeletonRows label="the history" className="pt-9" />
  ) : (
    <StoreHistory key={folder} />
  );
}
