"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { routes } from "@/lib/client/routes";
import { storeDifferencesOptions } from "@/lib/client/store-differences";
import { useStore } from "../store/store-context";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Time } from "../ui/time";
import { countDifferences, wordsForCounts } from "./difference-counts";
import { useRestoreRequest } from "./use-restore-request";
import { useTimeTravel } from "./use-time-travel";

/** Over everything that is not of now: which moment this is, what changed since, and the two ways on. */
export function PastBanner() {
  const { store, at, folder } = useStore();
  const { go } = useTimeTravel();
  const [, setRequest] = useRestoreRequest();
  if (at === null) return null;
  return (
    <Callout
      tone="warn"
      className="m-3 mb-0 shrink-0 flex-wrap [&>div:first-of-type]:basis-72 [&>div:last-of-type]:flex-wrap"
      action={
        <>
          {store.reverie.abilities?.includes("write") ? (
            <Button size="sm" onClick={() => setRequest({ restore: at, folder: folder ?? "/" })}>
              {folder === null ? "Restore the store" : "Restore this folder"}
            </Button>
          ) : null}
          <Button size="sm" onClick={() => go(null)}>
            Back to now
          </Button>
        </>
      }
    >
      <p>
        The store as of <Time at={at} format="exact" className="font-mono text-12" />, read only.
      </p>
      <Since at={at} />
    </Callout>
  );
}

function Since({ at }: { at: string }) {
  const { store } = useStore();
  const differences = useQuery(storeDifferencesOptions(store.id, { at }));
  if (differences.isError) return <p className="text-12 text-ink-2">What changed since could not be read.</p>;
  if (differences.data === undefined) return <p className="text-12 text-ink-2">Counting what changed since.</p>;
  const { items, isWhole } = differences.data;
  const counts = countDifferences(items);
  const words = wordsForCounts(counts);
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
      <span>
        {words === null ? "Nothing is different now" : `Since then: ${words}`}
        {isWhole ? "" : ", and more"}
        {counts.redacted === 0 ? "" : `; ${counts.redacted} redacted since, not shown`}.
      </span>
      {words === null ? null : (
        <Link
          href={routes.compare(store.id, { since: at })}
          className="rounded-sm font-medium text-ink underline underline-offset-2"
        >
          See the differences
        </Link>
      )}
    </p>
  );
}
