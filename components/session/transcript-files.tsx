"use client";
import { FileText, Upload, X } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { formatSize } from "../ui/format-size";
import { IconButton } from "../ui/icon-button";

interface TranscriptFilesProps {
  files: readonly File[];
  onChange: (files: readonly File[]) => void;
}

const isSame = (a: File, b: File) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;

/** The files to send: dropped here, or chosen with the button, which needs no drag. */
export function TranscriptFiles({ files, onChange }: TranscriptFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const add = (list: FileList | null) => {
    const fresh = [...(list ?? [])].filter((file) => !files.some((known) => isSame(known, file)));
    onChange([...files, ...fresh]);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    add(event.dataTransfer.files);
  };
  return (
    <div className="flex flex-col gap-2">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; the button inside does the same. */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
        className={cn(
          "flex flex-col items-center gap-2 rounded-lg border border-dashed px-4 py-6 text-center",
          isOver ? "border-accent bg-accent-soft" : "border-control-line bg-canvas",
        )}
      >
        <Upload aria-hidden className="size-5 stroke-[1.5] text-ink-3" />
        <p className="text-13 text-ink-2">Drop .jsonl or .json files here</p>
        <Button onClick={() => input.current?.click()}>Choose files</Button>
        <input
          ref={input}
          type="file"
          multiple
          accept=".jsonl,.json,.ndjson,.traj,.txt,application/json"
          aria-label="Transcript files"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            add(event.target.files);
            // The same file can be chosen again after it was taken off the list.
            event.target.value = "";
          }}
        />
      </div>
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
