"use client";
import Editor, { type Monaco, type OnMount } from "@monaco-editor/react";
import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import { languageOfPath } from "../viewer/language-of-path";
import { defineMonacoThemes } from "./monaco-themes";
import { setUpMonaco } from "./set-up-monaco";
import type { TextEditorProps } from "./text-editor";

type MountedEditor = Parameters<OnMount>[0];

const loadTimeoutMs = 10_000;

setUpMonaco();

// Monaco names two languages otherwise than the highlighter does.
const monacoLanguages: Record<string, string> = { shellscript: "shell", toml: "ini" };

/** Monaco from our own bundle. Calls `onFailure` when it has not come up in time: its loader never says so itself. */
export function MonacoEditor({
  label,
  path,
  value,
  onValueChange,
  isReadOnly = false,
  onSave,
  onFailure,
}: TextEditorProps & { onFailure: () => void }) {
  const { resolvedTheme } = useTheme();
  const mounted = useRef<MountedEditor | null>(null);
  const typed = useRef(new Set<string>([value]));
  const newest = useRef({ onSave, onFailure });
  useEffect(() => {
    newest.current = { onSave, onFailure };
  });
  // Typing runs ahead of rendering: a value that was typed here comes back late, and setting it would undo the keys since.
  useEffect(() => {
    const editor = mounted.current;
    if (editor === null) return;
    if (!typed.current.has(value)) editor.setValue(value);
    if (editor.getValue() === value) typed.current = new Set([value]);
  }, [value]);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (mounted.current === null) newest.current.onFailure();
    }, loadTimeoutMs);
    return () => clearTimeout(timer);
  }, []);
  const language = languageOfPath(path);
  return (
    <Editor
      language={monacoLanguages[language] ?? language}
      defaultValue={value}
      theme={resolvedTheme === "dark" ? "reverie-dark" : "reverie-light"}
      loading={null}
      beforeMount={(monaco: Monaco) => defineMonacoThemes(monaco)}
      onMount={(editor, monaco) => {
        mounted.current = editor;
        editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => newest.current.onSave?.());
      }}
      onChange={(next = "") => {
        typed.current.add(next);
        onValueChange(next);
      }}
      options={{
        ariaLabel: label,
        readOnly: isReadOnly,
        fontFamily: "'JetBrains Mono Variable', monospace",
        fontSize: 12,
        lineHeight: 20,
        minimap: { enabled: false },
        wordWrap: "on",
        scrollBeyondLastLine: false,
        renderLineHighlight: "line",
        // The dimmed number of an empty last line would be too faint to read.
        renderFinalNewline: "on",
        unicodeHighlight: { invisibleCharacters: true, ambiguousCharacters: false },
        // Memory text must reach the server as it was typed.
        trimAutoWhitespace: false,
        quickSuggestions: false,
        wordBasedSuggestions: "off",
        bracketPairColorization: { enabled: false },
        guides: { indentation: false },
        links: false,
        colorDecorators: false,
        occurrencesHighlight: "off",
        padding: { top: 8, bottom: 8 },
        overviewRulerLanes: 0,
        folding: false,
        automaticLayout: true,
        // Escape from the editor by keyboard: Tab moves the focus on.
        tabFocusMode: true,
      }}
    />
  );
}
