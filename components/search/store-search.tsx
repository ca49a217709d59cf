"use client";
import { PaneHeader } from "../shell/pane-header";
import { useStore } from "../store/store-context";
import { earlyPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";

const RedactableSearch = earlyPart(
  () => import("../redact/redactable-search").then((module) => module.RedactableSearch),
  SearchLoading,
);

/** The middle pane of a store while its text is searched. */
export function StoreSearch() {
  const { store } = useStore();
  return (
    <>
      <PaneHeader title={<>Search {store.name}</>} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="flex max-w-256 flex-col gap-4 px-4 py-4 sm:px-6">
          <RedactableSearch storeId={store.id} />
        </div>
      </div>
    </>
  );
}

function SearchLoading() {
  return <SkeletonRows label="the search" count={2} />;
}
