"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { memoryStoresOptions } from "@/lib/client/memory-stores";
import { rowsOf } from "@/lib/client/page";
import { formatCount } from "../ui/format-count";
import { SelectMany } from "../ui/select";
import { shortenMiddle } from "../ui/shorten-middle";

interface StoresChoiceProps {
  value: readonly string[];
  onValueChange: (ids: string[]) => void;
}

/** Which stores are searched; none chosen = all of them. */
export function StoresChoice({ value, onValueChange }: StoresChoiceProps) {
  const stores = rowsOf(useInfiniteQuery(memoryStoresOptions({ proposals: false, limit: 100 })).data);
  const names = new Map(stores.map(({ id, name }) => [id, name]));
  // An address can name stores that are not listed, such as what a dream proposes.
  for (const id of value) if (!names.has(id)) names.set(id, shortenMiddle(id));
  return (
    <SelectMany
      label="Stores"
      options={[...names].map(([id, name]) => ({ value: id, label: name }))}
      values={value}
      onValuesChange={onValueChange}
      summary={(ids) => {
        const [only] = ids;
        if (only === undefined) return "All stores";
        return ids.length === 1 ? (names.get(only) ?? "1 store") : formatCount(ids.length, "store");
      }}
      className="max-w-64"
    />
  );
}
