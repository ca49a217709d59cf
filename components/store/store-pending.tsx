"use client";
import type { ApiError } from "@/lib/client/api-error";
import { routes } from "@/lib/client/routes";
import { Page } from "../shell/page";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { PanesPending } from "../ui/panes-pending";

const crumbs = [{ label: "Stores", href: routes.stores }];

const panes = [
  { id: "tree", label: "Files", defaultSizePx: 280 },
  { id: "content", label: "File" },
  { id: "history", label: "History", defaultSizePx: 320 },
];

/** The three panes, before anything is known. */
export function StoreLoading() {
  return (
    <Page title="Store" crumbs={[...crumbs, { label: "…" }]} layout="panes" isTitleHidden>
      <PanesPending panes={panes} />
    </Page>
  );
}

export function StoreFailed({ error, retry }: { error: ApiError; retry: () => void }) {
  const toStores = <ButtonLink href={routes.stores}>See all stores</ButtonLink>;
  return (
    <Page title="Store" crumbs={[...crumbs, { label: "Not here" }]} isTitleHidden>
      {error.status === 404 ? (
        <EmptyState title="No store here" action={toStores}>
          The address names a store that does not exist, was deleted, or is not shared with you. Who administers this
          installation can see which.
        </EmptyState>
      ) : (
        <ErrorState title="The store could not be read." error={error} onRetry={retry} action={toStores} />
      )}
    </Page>
  );
}
