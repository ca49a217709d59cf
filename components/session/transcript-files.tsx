"use client";
import { FileText, X } from "lucide-react";
import { FileDrop } from "../ui/file-drop";
import { formatSize } from "../ui/format-size";
import { IconButton } from "../ui/icon-button";

interface TranscriptFilesProps {
  files: readonly File[];
  onChange: (files: readonly File[]) => void;
}

const isSame = (a: File, b: File) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;

/** The files to send: dropped here, or chosen with the button, which needs no drag. */
export function TranscriptFiles({ files, onChange }: TranscriptFilesProps) {
  const add = (list: readonly File[]) =>
    onChange([...files, ...list.filter((file) => !files.some((known) => isSame(known, file)))]);
  return (
    <div className="flex flex-col gap-2">
      <FileDrop
        label="Transcript files"
        hint="Drop .jsonl or .json files here"
        accept=".jsonl,.json,.ndjson,.traj,.txt,application/json"
        isMultiple
        onFiles={add}
      />
      {files.length > 0 ? (
        <ul aria-label="Chosen files" className="max-h-40 overflow-y-auto rounded-md border border-line">
          {files.map((file) => (
            <li
              key={`${file.name} ${file.lastModified}`}
              className="flex h-8 items-center gap-2 border-b border-line px-2 last:border-b-0"
            >
              <FileText aria-hidden className="size-3.5 shrink-0 text-ink-3" />
              <span className="min-w-0 flex-1 truncate font-mono text-12" title={file.name}>
                {file.name}
              </span>
              <span className="text-12 text-ink-3 tabular">{formatSize(file.size)}</span>
              <IconButton
                label={`Take ${file.name} off the list`}
                size="sm"
                onClick={() => onChange(files.filter((other) => other !== file))}
              >
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
