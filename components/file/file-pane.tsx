"use client";
import { useStore } from "../store/store-context";
import { PastBanner } from "../time/past-banner";
import { ErrorState } from "../ui/error-state";
import { earlyPart, laterPart } from "../ui/lazy-part";
import { FileSkeleton } from "./file-skeleton";

const LiveFile = earlyPart(() => import("./live-file").then((module) => module.LiveFile), FileSkeleton);
const GoneFile = laterPart(() => import("./gone-file").then((module) => module.GoneFile), FileSkeleton);
const MissingFile = laterPart(() => import("./missing-file").then((module) => module.MissingFile), FileSkeleton);

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
