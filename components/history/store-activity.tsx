"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { routes } from "@/lib/client/routes";
import { type ActivitySpan, storeActivityOptions } from "@/lib/client/store-activity";
import type { WireActor } from "@/lib/contract/common";
import { Actor } from "../actor/actor";
import { useStore } from "../store/store-context";
import { Callout } from "../ui/callout";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { useNow } from "../ui/use-now";
import { dayBefore, everyDay } from "./activity-days";
import { ActivityTable } from "./activity-table";
import { DayChart } from "./day-chart";
import { authorId } from "./history-filters";
import { useHistoryFilters } from "./use-history-filters";

const spans = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
] as const;

const ways = [
  { value: "day", label: "By day" },
  { value: "actor", label: "By author" },
  { value: "path", label: "By file" },
] as const;

/** What was written lately, by day, author and file; each row leads into the history beside it. Hidden while nothing was. */
export function StoreActivity() {
  const { store, at } = useStore();
  const now = useNow();
  const [days, setDays] = useState<(typeof spans)[number]["value"]>("30");
  const [way, setWay] = useState<(typeof ways)[number]["value"]>("day");
  if (now === null || store.reverie.last_activity_at === null) return null;
  const end = at === null ? now : new Date(at);
  const first = dayBefore(end, Number(days) - 1);
  const span = {
    from: `${first}T00:00:00.000Z`,
    ...(at === null ? {} : { to: new Date(end.getTime() + 1).toISOString() }),
  };
  return (
    <section aria-labelledby="store-activity" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="store-activity" className="mr-auto text-14 font-semibold">
          Activity
        </h2>
        <Segmented label="Counted" options={ways} value={way} onValueChange={setWay} />
        <Segmented label="Time" options={spans} value={days} onValueChange={setDays} />
      </div>
      {way === "day" ? (
        <ByDay span={span} first={first} last={end.toISOString().slice(0, 10)} />
      ) : way === "actor" ? (
        <ByActor span={span} />
      ) : (
        <ByFile span={span} />
      )}
    </section>
  );
}

function ByDay({ span, first, last }: { span: ActivitySpan; first: string; last: string }) {
  const { store } = useStore();
  const [, setFilters] = useHistoryFilters();
  const activity = useQuery(storeActivityOptions(store.id, "day", span));
  const [isTable, setIsTable] = useState(false);
  if (activity.isError) return <Failed />;
  if (activity.data === undefined) return <SkeletonRows label="activity" count={4} />;
  const days = everyDay(activity.data.data, first, last);
  const show = (day: string) => setFilters({ from: day, until: day });
  return (
    <>
      <DayChart days={days} />
      <button
        type="button"
        aria-expanded={isTable}
        onClick={() => setIsTable(!isTable)}
        className="self-start rounded-sm text-12 text-ink-2 underline underline-offset-2 hover:text-ink"
      >
        {isTable ? "Hide the numbers" : "Show the numbers as a table"}
      </button>
      {isTable ? (
        <ActivityTable
          label="Versions by day"
          heading="Day (UTC)"
          rows={activity.data.data.toReversed().map((day) => ({
            ...day,
            id: day.day,
            name: <RowButton onClick={() => show(day.day)}>{day.day}</RowButton>,
          }))}
        />
      ) : null}
    </>
  );
}

function ByActor({ span }: { span: ActivitySpan }) {
  const { store } = useStore();
  const [, setFilters] = useHistoryFilters();
  const activity = useQuery(storeActivityOptions(store.id, "actor", span));
  if (activity.isError) return <Failed />;
  if (activity.data === undefined) return <SkeletonRows label="activity" count={4} />;
  return (
    <>
      <ActivityTable
        label="Versions by author"
        heading="Author"
        rows={activity.data.data.map(({ actor, ...counts }) => ({
          ...counts,
          id: actor === null ? "unknown" : authorId(actor),
          name: <Author actor={actor} onShow={(by) => setFilters({ by })} />,
        }))}
      />
      {activity.data.truncated ? <Truncated noun="authors" /> : null}
    </>
  );
}

function Author({ actor, onShow }: { actor: WireActor | null; onShow: (id: string) => void }) {
  const face = <Actor actor={actor} size="sm" isPlain />;
  return actor === null ? face : <RowButton onClick={() => onShow(authorId(actor))}>{face}</RowButton>;
}

function ByFile({ span }: { span: ActivitySpan }) {
  const { store, at } = useStore();
  const activity = useQuery(storeActivityOptions(store.id, "path", span));
  if (activity.isError) return <Failed />;
  if (activity.data === undefined) return <SkeletonRows label="activity" count={4} />;
  return (
    <>
      <ActivityTable
        label="Versions by file"
        heading="File"
        rows={activity.data.data.map(({ path, ...counts }) => ({
          ...counts,
          id: path,
          name: (
            <Link
              href={routes.file(store.id, path, at === null ? {} : { at })}
              className="block max-w-full truncate rounded-sm font-mono underline-offset-2 hover:underline focus-visible:-outline-offset-1"
            >
              <bdi>{path}</bdi>
            </Link>
          ),
        }))}
      />
      <p className="text-12 text-ink-3">Redacted versions have no path and are not counted here.</p>
      {activity.data.truncated ? <Truncated noun="files" /> : null}
    </>
  );
}

function RowButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      title="Show these changes in the history"
      onClick={onClick}
      className="block max-w-full truncate rounded-sm text-left underline-offset-2 hover:underline focus-visible:-outline-offset-1"
    >
      {children}
    </button>
  );
}

function Truncated({ noun }: { noun: string }) {
  return <p className="text-12 text-ink-3">The 100 {noun} with most versions; there are more.</p>;
}

function Failed() {
  return <Callout tone="danger">The activity could not be counted.</Callout>;
}
