"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CalendarClock, Moon } from "lucide-react";
import { dreamsOptions } from "@/lib/client/dreams";
import { awaitsReview } from "@/lib/client/dreams-to-review";
import { mayDo, meOptions } from "@/lib/client/me";
import { rowsOf } from "@/lib/client/page";
import { routes } from "@/lib/client/routes";
import type { Dream } from "@/lib/contract/dream";
import { choiceFieldOr, textField } from "../address/address-field";
import { useAddress } from "../address/use-address";
import { Page } from "../shell/page";
import { DataTable } from "../table/data-table";
import { loadMoreOf } from "../table/load-more-of";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { ErrorState } from "../ui/error-state";
import { laterPart } from "../ui/lazy-part";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { dreamColumns } from "./dream-columns";

const NoDreams = laterPart(() => import("./no-dreams").then((module) => module.NoDreams));
const StartDreamDialog = laterPart(() => import("./start-dream-dialog").then((module) => module.StartDreamDialog));

const pollMs = 1500;
const isUnderWay = (dream: Dream): boolean => dream.status === "pending" || dream.status === "running";

/** What a list shows: the ones that wait for a decision first in mind, or all. */
const shows = [
  { value: "review", label: "To review" },
  { value: "all", label: "All" },
] as const;

/** Which dreams are listed, and the store for which one is being started: empty = not chosen yet. */
const fields = { show: choiceFieldOr(["all", "review"], "all"), start: textField };

export function DreamsPage() {
  const [{ show: shown, start: storeId }, setAddress] = useAddress(fields);
  const { data: me } = useQuery(meOptions());
  const dreams = useInfiniteQuery({
    ...dreamsOptions({ limit: 50 }),
    refetchInterval: (query) => (rowsOf(query.state.data).some(isUnderWay) ? pollMs : false),
  });
  const all = rowsOf(dreams.data);
  const rows = shown === "review" ? all.filter(awaitsReview) : all;
  const mayStart = mayDo(me, "dream:write");
  const start = mayStart ? (
    <Button variant="dream" onClick={() => setAddress({ start: "" })}>
      <Moon aria-hidden />
      Start a dream
    </Button>
  ) : null;
  return (
    <Page
      title="Dreams"
      description="A dream reads many sessions at once and proposes a better-kept memory. Nothing changes until a person says so, or lets a schedule do so."
      crumbs={[{ label: "Dreams" }]}
      layout="wide"
      actions={
        <>
          <ButtonLink href={routes.schedules}>
            <CalendarClock aria-hidden />
            Schedules
          </ButtonLink>
          {dreams.isSuccess && all.length === 0 ? null : start}
        </>
      }
    >
      {all.length > 0 ? (
        <Segmented
          label="Which dreams"
          options={shows}
          value={shown}
          onValueChange={(show) => setAddress({ show })}
          className="self-start"
        />
      ) : null}
      {dreams.isPending ? <SkeletonRows label="dreams" /> : null}
      {dreams.isError ? (
        <ErrorState title="The dreams could not be read." error={dreams.error} onRetry={() => void dreams.refetch()} />
      ) : null}
      {dreams.isSuccess ? (
        <DataTable
          label="Dreams"
          columns={dreamColumns}
          rows={rows}
          rowId={(dream) => dream.id}
          rowHref={(dream) => routes.dream(dream.id)}
          loadMore={loadMoreOf(dreams, rows.length, "dreams")}
          empty={<NoDreams last={all.find((dream) => dream.reverie.review.state === "applied")} action={start} />}
        />
      ) : null}
      <StartDreamDialog
        key={storeId === null ? "closed" : "open"}
        isOpen={storeId !== null}
        initialStoreId={storeId ?? ""}
        onOpenChange={(isOpen) => {
          if (!isOpen) setAddress({ start: null });
        }}
      />
    </Page>
  );
}
