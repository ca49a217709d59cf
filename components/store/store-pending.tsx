"use client";
import type { ApiError } from "@/lib/client/api-error";
import { routes } from "@/lib/client/routes";
import { Page } from "../shell/page";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Skeleton, SkeletonRows } from "../ui/skeleton";

const crumbs = [{ label: "Stores", href: routes.stores }];

/** The three panes, before anything is known. */
export function StoreLoading() {
  return (
    <Page title="Store" crumbs={[...crumbs, { label: "…" }]} layout="panes" isTitleHidden>
      <div className="flex min-h-0 flex-1 divide-line lg:divide-x">
        <SkeletonRows label="files" count={9} className="hidden w-70 shrink-0 pt-11 lg:flex" />
        <div className="flex flex-1 flex-col gap-3 p-6">
          <Skeleton className="h-5 w-48" />
          <Skeleton className="w-3/5" />
          <Skeleton className="w-2/5" />
        </div>
        <SkeletonRows label="history" count={5} className="hidden w-80 shrink-0 pt-11 lg:flex" />
      </div>
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
