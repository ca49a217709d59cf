import { formatSize } from "../ui/format-size";
import { Progress } from "../ui/progress";
import { bytesSent, type ImportState } from "./import-state";

interface ImportProgressProps {
  files: readonly File[];
  state: ImportState & { kind: "sending" };
}

/** How far the upload is; sent whole, a file still has to be read by the server. */
export function ImportProgress({ files, state }: ImportProgressProps) {
  const file = files[state.fileIndex];
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const sent = bytesSent(files, state.fileIndex, state.sentBytes);
  const isSent = state.sentBytes >= (file?.size ?? 0);
  return (
    <div className="flex flex-col gap-3 py-2">
      <p className="text-13 text-ink-2">
        File {state.fileIndex + 1} of {files.length}: <span className="font-mono text-12 text-ink">{file?.name}</span>
        {isSent ? ", sent; its events are being stored" : ""}
      </p>
      <Progress label={`${formatSize(sent)} of ${formatSize(total)} sent`} done={sent} total={total} />
    </div>
  );
}
