"use client";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

export interface FilterChip {
  id: string;
  /** "actor" */
  name: string;
  /** "deploy-bot" */
  value: ReactNode;
  onRemove: () => void;
}

/** The filters in force, each removable; they live in the URL. Shows nothing when there are none. */
export function FilterChips({
  chips,
  onClear,
  className,
}: {
  chips: readonly FilterChip[];
  onClear?: () => void;
  className?: string;
}) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters" className={cn("flex flex-wrap items-center gap-1.5", className)}>
      {chips.map((chip) => (
        <li
          key={chip.id}
          className="flex h-6 max-w-full items-center rounded-md border border-line-strong bg-raised pl-2 text-12"
        >
          <span className="text-ink-3">{chip.name}</span>
          <span className="ml-1 min-w-0 truncate font-medium">{chip.value}</span>
          <button
            type="button"
            aria-label={`Remove the filter ${chip.name}`}
            onClick={chip.onRemove}
            className="grid size-6 shrink-0 place-items-center rounded-md text-ink-3 hover:text-ink"
          >
            <X aria-hidden className="size-3" />
          </button>
        </li>
      ))}
      {onClear && chips.length > 1 ? (
        <li>
          <Button variant="ghost" size="sm" onClick={onClear}>
            Clear all
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
