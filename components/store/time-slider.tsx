"use client";
import { useState } from "react";
import { relativeTime } from "../ui/relative-time";
import { useNow } from "../ui/use-now";
import { useStore } from "./store-context";
import { momentAt, positionOf, scaleSteps } from "./time-scale";
import { useStoreView } from "./use-store-address";

const shortestHistoryMs = 60_000;

/** Moves the whole page in time. Dragging only says where; letting go goes there. */
export function TimeSlider() {
  const { store, at } = useStore();
  const [, setView] = useStoreView();
  const now = useNow();
  const [dragged, setDragged] = useState<number | null>(null);
  const from = new Date(store.created_at);
  if (now === null || now.getTime() - from.getTime() < shortestHistoryMs) return null;
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
        className="h-6 min-w-0 flex-1 accent-ink"
      />
      <span className="w-20 truncate text-right tabular">{words}</span>
    </label>
  );
}
