"use client";
import { useSearchParams } from "next/navigation";
import { createContext, type ReactNode, startTransition, useCallback, useMemo, useOptimistic } from "react";
import { type AddressWriter, createAddressWriter, type HistoryStep } from "./address-writer";

interface Address {
  /** The query string, without its `?`. */
  search: string;
  change: (edit: (search: string) => string, step: HistoryStep) => void;
}

export const AddressContext = createContext<Address>({ search: "", change: () => undefined });

let writer: AddressWriter | null = null;

/** Knows the query of the address. A change shows at once, before the browser and the router have come to it. */
export function AddressProvider({ children }: { children: ReactNode }) {
  const [search, show] = useOptimistic(useSearchParams().toString());
  const change = useCallback(
    (edit: (search: string) => string, step: HistoryStep) =>
      startTransition(() => {
        writer ??= createAddressWriter(window);
        const next = edit(writer.newest());
        show(next);
        return writer.write(next, step);
      }),
    [show],
  );
  const address = useMemo(() => ({ search, change }), [search, change]);
  return <AddressContext value={address}>{children}</AddressContext>;
}
