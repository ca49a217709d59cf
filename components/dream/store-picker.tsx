"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { memoryStoresOptions } from "@/lib/client/memory-stores";
import { rowsOf } from "@/lib/client/page";
import { Select } from "../ui/select";

interface StorePickerProps {
  id: string;
  value: string;
  onValueChange: (storeId: string) => void;
}

/** One of the stores that a dream can read. */
export function StorePicker({ id, value, onValueChange }: StorePickerProps) {
  const stores = useInfiniteQuery(memoryStoresOptions({ proposals: false, limit: 100 }));
  const options = rowsOf(stores.data).map((store) => ({
    value: store.id,
    label: store.name,
    hint: `${store.reverie.memory_count} files`,
  }));
  const unchosen = value === "" ? [{ value: "", label: stores.isPending ? "Loading stores" : "Choose a store" }] : [];
  return (
    <Select
      id={id}
      label="Store"
      className="w-full"
      options={[...unchosen, ...options]}
      value={value}
      onValueChange={onValueChange}
    />
  );
}
