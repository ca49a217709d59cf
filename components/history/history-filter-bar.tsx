"use client";
import { useQueries, useQuery } from "@tanstack/react-query";
import { ListFilter } from "lucide-react";
import { useId, useState } from "react";
import { actorOptions } from "@/lib/client/actors";
import { storeActivityOptions } from "@/lib/client/store-activity";
import { Actor } from "../actor/actor";
import { useStore } from "../store/store-context";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FilterChips } from "../ui/filter-chips";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { shortenMiddle } from "../ui/shorten-middle";
import { channelLabel, channels } from "./channel-words";
import { authorId, authorOfId, noHistoryFilters, operations } from "./history-filters";
import { useHistoryFilters } from "./use-history-filters";

const any = "any";
const shownAuthors = 30;

/** Filters of the store's history: who, what, through which channel, when and where. Folded while nobody filters. */
export function HistoryFilterBar() {
  const [filters, setFilters] = useHistoryFilters();
  const [isOpen, setIsOpen] = useState(false);
  const fieldsId = useId();
  const chips = (Object.keys(noHistoryFilters) as (keyof typeof noHistoryFilters)[]).flatMap((name) => {
    const value = filters[name];
    if (value === null) return [];
    return [
      {
        id: name,
        name: chipNames[name],
        value: chipValue(name, value),
        onRemove: () => setFilters({ [name]: null }),
      },
    ];
  });
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line px-3 py-1.5">
      <div className="flex flex-wrap items-center gap-1.5">
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={isOpen}
          aria-controls={fieldsId}
          onClick={() => setIsOpen(!isOpen)}
          className="-ml-2"
        >
          <ListFilter aria-hidden />
          Filter
        </Button>
        <FilterChips chips={chips} onClear={() => setFilters(noHistoryFilters)} />
      </div>
      {isOpen ? (
        <div id={fieldsId} className="grid grid-cols-2 gap-2 pb-1">
          <WhoField />
          <Field label="What">
            {({ id }) => (
              <Select
                id={id}
                label="What"
                options={[{ value: any, label: "Anything" }, ...operations]}
                value={operations.find(({ value }) => value === filters.operation)?.value ?? any}
                onValueChange={(value) => setFilters({ operation: value === any ? null : value })}
                className="w-full"
              />
            )}
          </Field>
          <Field label="Channel">
            {({ id }) => (
              <Select
                id={id}
                label="Channel"
                options={[{ value: any, label: "Any channel" }, ...channels]}
                value={channels.find(({ value }) => value === filters.via)?.value ?? any}
                onValueChange={(value) => setFilters({ via: value === any ? null : value })}
                className="w-full"
              />
            )}
          </Field>
          <TextFilter
            label="Session, key or person (id)"
            value={filters.by}
            placeholder="sesn_…"
            onCommit={(by) => setFilters({ by })}
          />
          <TextFilter
            label="Folder"
            value={filters.under}
            placeholder="/alerts/"
            onCommit={(under) => setFilters({ under })}
          />
          <DayFilter label="From (UTC)" value={filters.from} onChange={(from) => setFilters({ from })} />
          <DayFilter label="Until (UTC)" value={filters.until} onChange={(until) => setFilters({ until })} />
        </div>
      ) : null}
    </div>
  );
}

const chipNames = { by: "by", operation: "what", via: "channel", from: "from", until: "until", under: "in" };

function chipValue(name: keyof typeof noHistoryFilters, value: string) {
  if (name === "by") {
    const actor = authorOfId(value);
    return actor === null ? value : <Actor actor={actor} size="sm" isPlain />;
  }
  return name === "via" ? channelLabel(value) : value;
}

/** Those who wrote most lately, by name; anybody else by id, in the field beside it. */
function WhoField() {
  const { store } = useStore();
  const [{ by }, setFilters] = useHistoryFilters();
  const activity = useQuery(storeActivityOptions(store.id, "actor", {}));
  const recent = (activity.data?.data ?? []).flatMap(({ actor }) => (actor === null ? [] : [authorId(actor)]));
  const ids = [...new Set([...(by === null ? [] : [by]), ...recent.slice(0, shownAuthors)])];
  const names = useQueries({ queries: ids.map((id) => ({ ...actorOptions(id), retryOnMount: false })) });
  const options = ids.map((id, index) => ({ value: id, label: names[index]?.data?.name ?? shortenMiddle(id) }));
  return (
    <Field label="Who">
      {({ id }) => (
        <Select
          id={id}
          label="Who"
          options={[{ value: any, label: "Anybody" }, ...options]}
          value={by ?? any}
          onValueChange={(value) => setFilters({ by: value === any ? null : value })}
          className="w-full"
        />
      )}
    </Field>
  );
}

interface TextFilterProps {
  label: string;
  value: string | null;
  placeholder: string;
  onCommit: (value: string | null) => void;
}

/** Takes effect on Enter or on leaving, not with every letter. */
function TextFilter({ label, value, placeholder, onCommit }: TextFilterProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <Input
          {...ids}
          key={value ?? ""}
          defaultValue={value ?? ""}
          placeholder={placeholder}
          className="font-mono text-12"
          spellCheck={false}
          autoComplete="off"
          onBlur={(event) => {
            if (event.target.value.trim() !== (value ?? "")) onCommit(event.target.value.trim() || null);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") onCommit(event.currentTarget.value.trim() || null);
          }}
        />
      )}
    </Field>
  );
}

function DayFilter({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | null;
  onChange: (day: string | null) => void;
}) {
  return (
    <Field label={label}>
      {(ids) => (
        <Input {...ids} type="date" value={value ?? ""} onChange={(event) => onChange(event.target.value || null)} />
      )}
    </Field>
  );
}
