"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Callout } from "../ui/callout";
import { cn } from "../ui/cn";
import { Skeleton } from "../ui/skeleton";
import { Textarea } from "../ui/textarea";
import { EditorBoundary } from "./editor-boundary";

export interface TextEditorProps {
  /** "Text of learnings.md" */
  label: string;
  path: string;
  value: string;
  onValueChange: (value: string) => void;
  isReadOnly?: boolean;
  /** mod+s */
  onSave?: () => void;
  className?: string;
}

const MonacoEditor = dynamic(() => import("./monaco-editor").then((module) => module.MonacoEditor), {
  ssr: false,
  loading: () => <Skeleton className="m-4 w-1/3" />,
});

/** Edits a memory: the full editor when it loads, a plain field with a word about it when it does not. */
export function TextEditor(props: TextEditorProps) {
  const [hasFailed, setHasFailed] = useState(false);
  const fail = () => setHasFailed(true);
  return (
    <div className={cn("flex min-h-0 flex-1 flex-col", props.className)}>
      {hasFailed ? (
        <PlainEditor {...props} />
      ) : (
        <EditorBoundary onError={fail}>
          <MonacoEditor {...props} onFailure={fail} />
        </EditorBoundary>
      )}
    </div>
  );
}

function PlainEditor({ label, value, onValueChange, isReadOnly = false }: TextEditorProps) {
  return (
    <>
      <Callout tone="warn" className="m-2" isLive>
        The full editor did not load, so this is a plain text field. Nothing you typed is lost.
      </Callout>
      <Textarea
        aria-label={label}
        isCode
        readOnly={isReadOnly}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        className="min-h-64 flex-1 resize-none rounded-none border-x-0"
      />
    </>
  );
}
