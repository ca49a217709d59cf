"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { memoryStoreOptions } from "@/lib/client/memory-stores";
import { useLiveTopic } from "../shell/live-provider";
import { earlyPart } from "../ui/lazy-part";
import { StoreFailed, StoreLoading } from "./store-pending";
import { useRefetchInterval } from "./use-refetch-interval";

const LoadedStore = earlyPart(() => import("./loaded-store").then((module) => module.LoadedStore), StoreLoading);

/** The frame of a store's pages: nothing of it can be drawn before the store itself is known. */
export function StoreFrame({ storeId, children }: { storeId: string; children: ReactNode }) {
  const refetchInterval = useRefetchInterval();
  const store = useQuery({ ...memoryStoreOptions(storeId), refetchInterval });
  useLiveTopic(storeId);
  if (store.data !== undefined) return <LoadedStore store={store.data}>{children}</LoadedStore>;
  return store.isError ? <StoreFailed error={store.error} retry={() => void store.refetch()} /> : <StoreLoading />;
}
