"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import { memoryStoresOptions } from "@/lib/client/memory-stores";
import { rowsOf } from "@/lib/client/page";
import type { StoreDifferences } from "@/lib/client/store-differences";
import { IconButton } from "../ui/icon-button";
import { Select } from "../ui/select";
import { countDifferences, wordsForCounts } from "./difference-counts";
import { MomentField } from "./moment-field";
import { useCompareAddress } from "./use-compare-address";

const itself = "itself";

/** What is compared with what, and how much differs. */
export function CompareSides({ differences }: { differences: StoreDifferences | undefined }) {
  const [{ store, with: other, since }, setAddress] = useCompareAddress();
  const stores = useInfiniteQuery(memoryStoresOptions({ include_archived: true, limit: 100 }));
  const options = rowsOf(stores.data).map(({ id, name }) => ({ value: id, label: name }));
  // A store beyond the first hundred is named by its id rather than by nothing.
  const withShown = (id: string | null) =>
    id === null || options.some(({ value }) => value === id) ? options : [{ value: id, label: id }, ...options];
  const clear = { open: null, kind: null, find: null };
  return (
    <section
      aria-label="What is compared"
      className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-1.5 text-12 text-ink-2"
    >
      <Select
        label="Store"
        options={store === null ? [{ value: "", label: "Choose a store" }, ...options] : withShown(store)}
        value={store ?? ""}
        onValueChange={(next) =>
          setAddress({ ...clear, store: next === "" ? null : next, ...(next === other ? { with: null } : {}) })
        }
        className="max-w-60"
      />
      <span>compared with</span>
      <Select
        label="Compared with"
        options={[
          { value: itself, label: "itself, earlier" },
          ...withShown(other).filter(({ value }) => value !== store),
        ]}
        value={other ?? itself}
        onValueChange={(next) =>
          setAddress({ ...clear, ...(next === itself ? { with: null } : { with: next, since: null }) })
        }
        className="max-w-60"
      />
      {other === null ? (
        <MomentField
          at={since}
          label="Moment to compare with, UTC"
          placeholder="2026-05-03 14:02 UTC"
          onGo={(moment) => setAddress({ ...clear, since: moment })}
          className="max-w-56 flex-none basis-56"
        />
      ) : (
        <IconButton
          label="Swap the sides"
          disabled={store === null}
          onClick={() => setAddress({ store: other, with: store })}
        >
          <ArrowLeftRight aria-hidden />
        </IconButton>
      )}
      {differences === undefined ? null : (
        <p className="ml-auto text-ink" aria-live="polite">
          <Sum differences={differences} />
        </p>
      )}
    </section>
  );
}

function Sum({ differences: { items, isWhole } }: { differences: StoreDifferences }) {
  const counts = countDifferences(items);
  const words = wordsForCounts(counts);
  const redacted = counts.redacted === 0 ? "" : `; ${counts.redacted} redacted, not compared`;
  return `${words ?? "No file differs"}${isWhole ? "" : ", and more than the 20,000 that are read here"}${redacted}.`;
}
