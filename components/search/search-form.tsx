"use client";
import { type KeyboardEvent, type RefObject, useId } from "react";
import { Checkbox } from "../ui/checkbox";
import { Input } from "../ui/input";
import { SearchInput } from "../ui/search-input";
import { Segmented } from "../ui/segmented";
import type { SearchAddress } from "./search-address";
import { StoresChoice } from "./stores-choice";

const modes = [
  { value: "substring", label: "Text" },
  { value: "regex", label: "Regex" },
  { value: "words", label: "Words" },
] as const;

const placeholders: Record<SearchAddress["mode"], string> = {
  substring: "Text, exactly as it stands",
  regex: "Regular expression, such as INC-\\d+",
  words: 'Whole words, "a phrase", or, -not',
};

interface SearchFormProps {
  address: SearchAddress;
  onChange: (part: Partial<SearchAddress>) => void;
  /** What is wrong with the query. */
  problem: string | null;
  /** Searching one store: its choice is left out. */
  isOneStore: boolean;
  boxRef: RefObject<HTMLDivElement | null>;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function SearchForm({ address, onChange, problem, isOneStore, boxRef, onKeyDown }: SearchFormProps) {
  const problemId = useId();
  return (
    <search className="flex flex-col gap-2" onKeyDown={onKeyDown}>
      <div ref={boxRef} className="flex flex-wrap items-center gap-2">
        <SearchInput
          label="Search the text of memories"
          placeholder={placeholders[address.mode]}
          value={address.q}
          onValueChange={(q) => onChange({ q })}
          className="min-w-0 flex-[1_1_20rem]"
        />
        <Segmented
          label="How the query is read"
          options={modes}
          value={address.mode}
          onValueChange={(mode) => onChange({ mode })}
        />
      </div>
      {problem === null ? null : (
        <p role="alert" id={problemId} className="text-13 break-words text-danger">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {isOneStore ? null : <StoresChoice value={address.store} onValueChange={(store) => onChange({ store })} />}
        <Input
          aria-label="Only in this folder"
          placeholder="Folder, such as /alerts/"
          value={address.in}
          onChange={(event) => onChange({ in: event.target.value })}
          className="w-60 font-mono text-12"
        />
        <Checkbox
          label="Match capitals"
          isChecked={address.case && address.mode !== "words"}
          disabled={address.mode === "words"}
          onCheckedChange={(isChecked) => onChange({ case: isChecked })}
        />
      </div>
    </search>
  );
}
