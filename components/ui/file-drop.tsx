"use client";
import { Upload } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";

interface FileDropProps {
  /** Name of the hidden field, "Transcript files". */
  label: string;
  /** "Drop .jsonl or .json files here". */
  hint: string;
  accept: string;
  isMultiple?: boolean;
  onFiles: (files: readonly File[]) => void;
}

/** A place to drop files on, with a button that does the same without a drag. */
export function FileDrop({ label, hint, accept, isMultiple = false, onFiles }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; the button inside does the same.
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
      <p className="text-13 text-ink-2">{hint}</p>
      <Button onClick={() => input.current?.click()}>{isMultiple ? "Choose files" : "Choose a file"}</Button>
      <input
        ref={input}
        type="file"
        multiple={isMultiple}
        accept={accept}
        aria-label={label}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file can be chosen again after it was taken off the list.
          event.target.value = "";
        }}
      />
    </div>
  );
}
