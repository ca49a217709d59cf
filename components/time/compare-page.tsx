"use client";
import { useQuery } from "@tanstack/react-query";
import { GitCompareArrows } from "lucide-react";
import { memoryStoreOptions } from "@/lib/client/memory-stores";
import { routes } from "@/lib/client/routes";
import { type ComparedWith, storeDifferencesOptions } from "@/lib/client/store-differences";
import { useLiveTopic } from "../shell/live-provider";
import { Page } from "../shell/page";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { earlyPart } from "../ui/lazy-part";
import { exactUtc } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { SplitPanes } from "../ui/split-panes";
import { CompareSides } from "./compare-sides";
import { useCompareAddress } from "./use-compare-address";

const DifferenceList = earlyPart(
  () => import("./difference-list").then((module) => module.DifferenceList),
  DifferencesLoading,
);
const DifferenceDiff = earlyPart(
  () => import("./difference-diff").then((module) => module.DifferenceDiff),
  DifferencesLoading,
);

/** Two stores, or a store then and now: what differs, path by path, and the two texts of each. */
export function ComparePage() {
  const [{ store: storeId, with: otherId, since, open }, setAddress] = useCompareAddress();
  useLiveTopic(storeId);
  const store = useQuery({ ...memoryStoreOptions(storeId ?? ""), enabled: storeId !== null });
  const other = useQuery({ ...memoryStoreOptions(otherId ?? ""), enabled: otherId !== null });
  const target: ComparedWith | null = otherId !== null ? { with: otherId } : since !== null ? { at: since } : null;
  const differences = useQuery({
    ...storeDifferencesOptions(storeId ?? "", target ?? { at: "" }),
    enabled: storeId !== null && target !== null,
  });
  const name = store.data?.name ?? "a store";
  const against =
    otherId !== null ? (other.data?.name ?? "another store") : since === null ? null : exactUtc(new Date(since));
  const error = store.error ?? other.error ?? differences.error;
  return (
    <Page
      title={against === null ? "Compare" : `Compare ${name} with ${against}`}
      crumbs={[
        { label: "Stores", href: routes.stores },
        ...(storeId === null ? [] : [{ label: name, href: routes.store(storeId) }]),
        { label: "Compare" },
      ]}
      layout="panes"
      isTitleHidden
    >
      <CompareSides differences={differences.data} />
      {storeId === null || target === null ? (
        <EmptyState icon={<GitCompareArrows aria-hidden />} title="Nothing to compare yet">
          Choose a store, and another one or an earlier moment to compare it with.
        </EmptyState>
      ) : error !== null ? (
        <ErrorState
          title="The two could not be compared."
          error={error}
          onRetry={() => {
            void store.refetch();
            void differences.refetch();
          }}
        />
      ) : differences.data === undefined ? (
        <DifferencesLoading />
      ) : (
        <SplitPanes
          id="compare"
          mainPaneId="diff"
          activePaneId={open === null ? "list" : "diff"}
          onActivePaneChange={(pane) => {
            if (pane === "list") setAddress({ open: null });
          }}
          panes={[
            {
              id: "list",
              label: "Differences",
              content: <DifferenceList items={differences.data.items} />,
              defaultSizePx: 420,
              minSizePx: 260,
              maxSizePx: 720,
            },
            {
              id: "diff",
              label: "Texts",
              content: (
                <DifferenceDiff
                  item={differences.data.items.find((item) => item.type === "memory_difference" && item.path === open)}
                  before={{ storeId, at: since, label: since === null ? name : exactUtc(new Date(since)) }}
                  after={{ storeId: otherId ?? storeId, at: null, label: otherId === null ? "now" : (against ?? "") }}
                />
              ),
            },
          ]}
        />
      )}
    </Page>
  );
}

function DifferencesLoading() {
  return <SkeletonRows label="the differences" count={12} />;
}
