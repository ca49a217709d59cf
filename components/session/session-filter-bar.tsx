"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { memoryStoresOptions } from "@/lib/client/memory-stores";
import { rowsOf } from "@/lib/client/page";
import type { Session } from "@/lib/contract/session";
import { Checkbox } from "../ui/checkbox";
import { FilterChips } from "../ui/filter-chips";
import { SearchInput } from "../ui/search-input";
import { Select } from "../ui/select";
import { agentChoices } from "./agent-choices";
import { outcomeOptions } from "./outcome-options";
import { noFilters, type SessionsAddress } from "./sessions-address";

const statuses = [
  { value: "any", label: "Any status" },
  { value: "running", label: "Running" },
  { value: "idle", label: "Idle or recorded" },
  { value: "rescheduling", label: "Rescheduling" },
  { value: "terminated", label: "Ended" },
] as const;

interface SessionFilterBarProps {
  address: SessionsAddress;
  onChange: (part: Partial<SessionsAddress>) => void;
  /** Those listed now: their agents can be chosen. */
  sessions: readonly Session[];
}

/** The filters of the list; each stands in the address. */
export function SessionFilterBar({ address, onChange, sessions }: SessionFilterBarProps) {
  const stores = rowsOf(useInfiniteQuery(memoryStoresOptions({ proposals: false, limit: 100 })).data);
  const agents = agentChoices(sessions, address.agent);
  const storeChoices = [
    { value: "any", label: "Any store" },
    ...stores.map((store) => ({ value: store.id, label: store.name })),
    ...(address.store === null || stores.some(({ id }) => id === address.store)
      ? []
      : [{ value: address.store, label: address.store }]),
  ];
  const chosen = (value: string) => (value === "any" ? null : value);
  const chips = (["status", "outcome", "store", "agent", "q"] as const).flatMap((name) => {
    const value = address[name];
    if (value === null || value === "") return [];
    const choices = name === "store" ? storeChoices : name === "agent" ? agents : [];
    const label = choices.find((choice) => choice.value === value)?.label ?? value;
    return [
      { id: name, name: name === "q" ? "title" : name, value: label, onRemove: () => onChange({ [name]: null }) },
    ];
  });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput
          label="Search titles"
          value={address.q ?? ""}
          onValueChange={(q) => onChange({ q: q === "" ? null : q })}
          className="w-full sm:w-56"
        />
        <Select
          label="Status"
          options={statuses}
          value={statuses.find(({ value }) => value === address.status)?.value ?? "any"}
          onValueChange={(value) => onChange({ status: chosen(value) })}
        />
        <Select
          label="Outcome"
          options={outcomeOptions}
          value={outcomeOptions.find(({ value }) => value === address.outcome)?.value ?? "any"}
          onValueChange={(value) => onChange({ outcome: chosen(value) })}
        />
        <Select
          label="Store"
          options={storeChoices}
          value={address.store ?? "any"}
          onValueChange={(value) => onChange({ store: chosen(value) })}
          className="max-w-56"
        />
        <Select
          label="Agent"
          options={agents}
          value={address.agent ?? "any"}
          onValueChange={(value) => onChange({ agent: chosen(value) })}
          className="max-w-56"
        />
        <Checkbox
          label="Show archived"
          isChecked={address.archived}
          onCheckedChange={(archived) => onChange({ archived })}
        />
      </div>
      <FilterChips chips={chips} onClear={() => onChange(noFilters)} />
    </div>
  );
}
