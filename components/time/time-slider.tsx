"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { storeActivityOptions } from "@/lib/client/store-activity";
import { useCommands } from "../command/use-commands";
import { useStore } from "../store/store-context";
import { IconButton } from "../ui/icon-button";
import { exactUtc, relativeTime } from "../ui/relative-time";
import { useNow } from "../ui/use-now";
import { MomentField } from "./moment-field";
import { TimeMarks } from "./time-marks";
import { activityFrom, momentAt, positionOf, scaleSteps } from "./time-scale";
import { type Step, useTimeTravel } from "./use-time-travel";

const rangeClass =
  "block h-5 w-full cursor-pointer appearance-none rounded-sm bg-transparent " +
  "[&::-moz-range-thumb]:size-3 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:bg-ink " +
  "[&::-moz-range-track]:h-px [&::-moz-range-track]:bg-control-line [&::-webkit-slider-runnable-track]:h-px " +
  "[&::-webkit-slider-runnable-track]:bg-control-line [&::-webkit-slider-thumb]:-mt-1.5 [&::-webkit-slider-thumb]:size-3 " +
  "[&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:bg-ink";

const keySteps: Record<string, Step> = {
  ArrowLeft: "before",
  ArrowDown: "before",
  PageDown: "before",
  ArrowRight: "after",
  ArrowUp: "after",
  PageUp: "after",
};

/** Moves the whole page in time. Dragging only says where, and letting go goes there; arrow keys go from change to change. */
export function TimeSlider() {
  const { store, at } = useStore();
  const now = useNow();
  const [dragged, setDragged] = useState<number | null>(null);
  const { go, step, isStepping } = useTimeTravel();
  const from = new Date(store.created_at);
  const hasPast = store.reverie.last_activity_at !== null;
  const activity = useQuery({
    ...storeActivityOptions(store.id, "day", { from: activityFrom(from, now ?? from) }),
    enabled: hasPast && now !== null,
  });
  useCommands(
    hasPast
      ? [
          {
            id: "time.before",
            title: "One change back in time",
            group: "Time",
            keys: ",",
            run: () => void step("before"),
          },
          {
            id: "time.after",
            title: "One change forward in time",
            group: "Time",
            keys: ".",
            run: () => void step("after"),
          },
          ...(at === null ? [] : [{ id: "time.now", title: "Back to now", group: "Time", run: () => go(null) }]),
        ]
      : [],
  );
  if (now === null || !hasPast) return null;
  const position = dragged ?? positionOf(at, from, now);
  const moment = dragged === null ? at : momentAt(position, from, now);
  const words = moment === null ? "now" : relativeTime(new Date(moment), now);
  const release = () => {
    if (dragged === null) return;
    setDragged(null);
    go(moment);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const way = keySteps[event.key];
    if (way === undefined && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    if (way !== undefined) void step(way);
    else go(event.key === "End" ? null : from.toISOString());
  };
  return (
    <section aria-label="Time" className="flex shrink-0 flex-col gap-1 border-t border-line px-3 pt-1.5 pb-2 text-12">
      <p className="flex items-baseline justify-between gap-2 text-ink-3">
        <span>{moment === null ? "Time" : "As of"}</span>
        <span className="truncate tabular" title={moment === null ? undefined : exactUtc(new Date(moment))}>
          {words}
        </span>
      </p>
      <div>
        <div className="px-1.5">
          <TimeMarks days={activity.data?.data ?? []} from={from} to={now} />
        </div>
        <input
          type="range"
          aria-label="Time"
          min={0}
          max={scaleSteps}
          value={position}
          aria-valuetext={moment === null ? "now" : `${exactUtc(new Date(moment))}, ${words}`}
          onChange={(event) => setDragged(Number(event.target.value))}
          onKeyDown={onKeyDown}
          onPointerUp={release}
          onBlur={release}
          className={rangeClass}
        />
      </div>
      <div className="flex items-center gap-1">
        <IconButton label="One change back" size="sm" aria-disabled={isStepping} onClick={() => void step("before")}>
          <ChevronLeft aria-hidden />
        </IconButton>
        <MomentField at={at} onGo={go} />
        <IconButton
          label="One change forward"
          size="sm"
          disabled={at === null}
          aria-disabled={isStepping}
          onClick={() => void step("after")}
        >
          <ChevronRight aria-hidden />
        </IconButton>
      </div>
    </section>
  );
}
