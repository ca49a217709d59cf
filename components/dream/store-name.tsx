"use client";
import { useQuery } from "@tanstack/react-query";
import { memoryStoreOptions } from "@/lib/client/memory-stores";
import { cn } from "../ui/cn";
import { shortenMiddle } from "../ui/shorten-middle";

/** A store by its name; by its shortened id until that is known, or when the store is gone. */
export function StoreName({ id, className }: { id: string; className?: string }) {
  const { data } = useQuery({ ...memoryStoreOptions(id), retry: false });
  return data === undefined ? (
    <span className={cn("truncate font-mono text-12", className)}>{shortenMiddle(id)}</span>
  ) : (
    <span className={cn("truncate", className)} dir="auto">
      {data.name}
    </span>
  );
}
