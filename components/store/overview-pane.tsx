"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { routes } from "@/lib/client/routes";
import { StoreActivity } from "../history/store-activity";
import { PaneHeader } from "../shell/pane-header";
import { PastBanner } from "../time/past-banner";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Callout } from "../ui/callout";
import { IdChip } from "../ui/id-chip";
import { laterPart } from "../ui/lazy-part";
import { Time } from "../ui/time";
import { ConnectAgent } from "./connect-agent";
import { StoreActions } from "./store-actions";
import { useStore } from "./store-context";
import { StoreFacts } from "./store-facts";

const FirstWrite = laterPart(() => import("./first-write").then((module) => module.FirstWrite));
const WelcomeFile = laterPart(() => import("./welcome-file").then((module) => module.WelcomeFile));

/** What the middle pane shows while no file is chosen. */
export function OverviewPane() {
  const { store, may, at, openNewFile } = useStore();
  // It stays while the first file arrives.
  const [isNew] = useState(store.reverie.last_activity_at === null);
  return (
    <>
      <PaneHeader
        title={<span dir="auto">{store.name}</span>}
        meta={
          <>
            {store.archived_at === null ? null : <Badge>archived</Badge>}
            {store.metadata.sample === "true" ? <Badge>sample</Badge> : null}
            <IdChip id={store.id} className="hidden whitespace-nowrap sm:inline-flex" />
          </>
        }
        actions={
          <>
            {may("write") ? (
              <Button variant="primary" onClick={() => openNewFile()}>
                <Plus aria-hidden />
                New file
              </Button>
            ) : null}
            <StoreActions />
          </>
        }
      />
      <PastBanner />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="flex max-w-200 flex-col gap-6 px-4 py-5 sm:px-6">
          <StoreState />
          {store.description === "" ? null : (
            <p dir="auto" className="prose-width text-14 leading-6 break-words whitespace-pre-line text-ink-2">
              {store.description}
            </p>
          )}
          {/* Its numbers are of now. */}
          {at === null ? <StoreFacts store={store} /> : null}
          <StoreActivity />
          <WelcomeFile />
          {store.archived_at !== null || at !== null ? null : isNew ? (
            <FirstWrite />
          ) : (
            <ConnectAgent storeId={store.id} />
          )}
        </div>
      </div>
    </>
  );
}

function StoreState() {
  const { store } = useStore();
  const dreamId = store.reverie.proposal_of;
  if (dreamId !== null) {
    return (
      <Callout
        tone="dream"
        title="A dream wrote this store as its proposal"
        action={
          <ButtonLink href={routes.dream(dreamId)} size="sm">
            Review the dream
          </ButtonLink>
        }
      >
        Nothing here is in force until somebody reviews and applies it.
      </Callout>
    );
  }
  if (store.archived_at === null) return null;
  return (
    <Callout title="This store is archived">
      Since <Time at={store.archived_at} format="exact" className="font-mono text-12" /> it takes no new text. It can be
      read and exported; files can be deleted and versions redacted.
    </Callout>
  );
}
