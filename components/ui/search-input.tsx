"use client";
import { Search, X } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { cn } from "./cn";
import { Input } from "./input";

interface SearchInputProps {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  placeholder?: string;
  className?: string;
}

/** A filter box: Escape clears it, and so does the button. */
export function SearchInput({ label, value, onValueChange, placeholder = label, className }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || value === "") return;
    event.stopPropagation();
    onValueChange("");
  };
  return (
    <div className={cn("relative", className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-ink-3"
      />
      <Input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="px-7 [&::-webkit-search-cancel-button]:hidden"
      />
      {value === "" ? null : (
        <button
          type="button"
          aria-label={`Clear: ${label}`}
          onClick={() => {
            onValueChange("");
            input.current?.focus();
          }}
          className="absolute top-0.5 right-0.5 grid size-6 place-items-center rounded-sm text-ink-3 hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </div>
  );
}
