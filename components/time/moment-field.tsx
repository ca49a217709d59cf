"use client";
import { useState } from "react";
import { Input } from "../ui/input";
import { momentText, typedMoment } from "./time-scale";

interface MomentFieldProps {
  at: string | null;
  label?: string;
  onGo: (moment: string | null) => void;
}

/** A moment by date and time, in UTC as everywhere. Takes effect on Enter or on leaving, not with every digit. */
export function MomentField({ at, label = "Moment to show, UTC", onGo }: MomentFieldProps) {
  const shown = momentText(at);
  const [typed, setTyped] = useState(shown);
  const [known, setKnown] = useState(shown);
  if (known !== shown) {
    setKnown(shown);
    setTyped(shown);
  }
  const commit = () => {
    if (typed !== shown) onGo(typedMoment(typed, new Date()));
  };
  return (
    <Input
      type="datetime-local"
      step={1}
      aria-label={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
      className="h-6 min-w-0 flex-1 px-1.5 text-12 tabular"
    />
  );
}
