"use client";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useRef } from "react";
import { useCommands } from "../command/use-commands";
import { FilterChips } from "../ui/filter-chips";
import { IconButton } from "../ui/icon-button";
import { SearchInput } from "../ui/search-input";
import { Segmented } from "../ui/segmented";
import type { TranscriptFilter } from "./transcript-scope";
import type { Find } from "./use-find";

interface TranscriptBarProps {
  filter: TranscriptFilter;
  hasMemory: boolean;
  onFilter: (filter: TranscriptFilter) => void;
  /** The tool whose calls alone are shown. */
  tool: string | null;
  onTool: (tool: string | null) => void;
  text: string;
  onText: (text: string) => void;
  find: Find;
}

/** What of the transcript is shown, and the search in it. */
export function TranscriptBar({ filter, hasMemory, onFilter, tool, onTool, text, onText, find }: TranscriptBarProps) {
  const bar = useRef<HTMLFormElement>(null);
  useCommands([
    {
      id: "transcript.find",
      title: "Search this transcript",
      group: "Transcript",
      keys: "/",
      run: () => bar.current?.querySelector("input")?.focus(),
    },
  ]);
  const options = [
    { value: "all", label: "All" },
    { value: "messages", label: "Messages" },
    { value: "calls", label: "Tool calls" },
    { value: "errors", label: "Errors" },
    { value: "memory", label: "Memory", disabled: !hasMemory },
  ] as const;
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-3 py-1.5">
      <Segmented label="Show" options={options} value={filter} onValueChange={onFilter} />
      {tool === null ? null : (
        <FilterChips chips={[{ id: "tool", name: "Tool", value: tool, onRemove: () => onTool(null) }]} />
      )}
      <form
        ref={bar}
        className="flex min-w-0 flex-1 basis-full items-center gap-1 sm:basis-0 sm:justify-end"
        onSubmit={(event) => {
          event.preventDefault();
          find.step?.(1);
        }}
      >
        <span role="status" className="mr-1 shrink-0 text-12 text-ink-3 tabular empty:absolute">
          {find.words}
        </span>
        {find.step === null ? null : (
          <>
            <IconButton label="Previous match" size="sm" onClick={() => find.step?.(-1)}>
              <ChevronUp aria-hidden />
            </IconButton>
            <IconButton label="Next match" keys="enter" size="sm" onClick={() => find.step?.(1)}>
              <ChevronDown aria-hidden />
            </IconButton>
          </>
        )}
        <SearchInput
          label="Search this transcript"
          value={text}
          onValueChange={onText}
          className="w-full min-w-32 sm:w-56"
        />
      </form>
    </div>
  );
}
