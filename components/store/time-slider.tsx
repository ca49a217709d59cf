"use client";
import { useState } from "react";
import { relativeTime } from "../ui/relative-time";
import { useNow } from "../ui/use-now";
import { useStore } from "./store-context";
import { momentAt, positionOf, scaleSteps } from "./time-scale";
import { useStoreView } from "./use-store-address";

const rangeClass =
  "h-6 min-w-0 flex-1 cursor-pointer appearance-none rounded-sm bg-transparent " +
  "[&::-moz-range-thumb]:size-3 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:bg-ink " +
  "[&::-moz-range-track]:h-px [&::-moz-range-track]:bg-control-line [&::-webkit-slider-runnable-track]:h-px " +
  "[&::-webkit-slider-runnable-track]:bg-control-line [&::-webkit-slider-thumb]:-mt-1.5 [&::-webkit-slider-thumb]:size-3 " +
  "[&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:bg-ink";
const shortestHistoryMs = 60_000;

/** Moves the whole page in time. Dragging only says where; letting go goes there. */
export function TimeSlider() {
  const { store, at } = useStore();
  const [, setView] = useStoreView();
  const now = useNow();
  const [dragged, setDragged] = useState<number | null>(null);
  const from = new Date(store.created_at);
  if (now === null || store.reverie.last_activity_at === null || now.getTime() - from.getTime() < shortestHistoryMs)
    return null;
  const position = dragged ?? positionOf(at, from, now);
  const moment = momentAt(position, from, now);
  const words = moment === null ? "now" : relativeTime(new Date(moment), now);
  const go = () => {
    if (dragged === null) return;
    setDragged(null);
    void setView({ at: moment, version: null, compare: null, edit: null });
  };
  return (
    <label className="flex h-9 shrink-0 items-center gap-2 border-t border-line px-3 text-12 text-ink-3">
      <span>Time</span>
      <input
        type="range"
        min={0}
        max={scaleSteps}
        value={position}
        aria-valuetext={words}
        onChange={(event) => setDragged(Number(event.target.value))}
        onPointerUp={go}
        onKeyUp={go}
        onBlur={go}
        className={rangeClass}
      />
      <span className="w-20 truncate text-right tabular">{words}</span>
    </label>
  );
}
