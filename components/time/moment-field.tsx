"use client";
import { useId, useState } from "react";
import { cn } from "../ui/cn";
import { Input } from "../ui/input";
import { momentText, readMoment } from "./time-scale";

interface MomentFieldProps {
  at: string | null;
  label?: string;
  placeholder?: string;
  onGo: (moment: string | null) => void;
  className?: string;
}

/** A moment, typed in UTC as it is written everywhere here. Takes effect on Enter or on leaving, not with every digit. */
export function MomentField({
  at,
  label = "Moment to show, UTC",
  placeholder = "now, or 2026-05-03 14:02",
  onGo,
  className,
}: MomentFieldProps) {
  const id = useId();
  const shown = momentText(at);
  const [typed, setTyped] = useState(shown);
  const [known, setKnown] = useState(shown);
  const [isUnreadable, setIsUnreadable] = useState(false);
  if (known !== shown) {
    setKnown(shown);
    setTyped(shown);
    setIsUnreadable(false);
  }
  const commit = () => {
    if (typed.trim() === shown) {
      setTyped(shown);
      setIsUnreadable(false);
      return;
    }
    const read = readMoment(typed, new Date());
    setIsUnreadable(read.kind === "unreadable");
    if (read.kind === "now" && at === null) setTyped(shown);
    else if (read.kind !== "unreadable") onGo(read.kind === "now" ? null : read.at);
  };
  return (
    <span className={cn("relative min-w-0 flex-1", className)}>
      <Input
        aria-label={label}
        aria-invalid={isUnreadable ? true : undefined}
        aria-describedby={isUnreadable ? id : undefined}
        value={typed}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key === "Escape") {
            setTyped(shown);
            setIsUnreadable(false);
          }
        }}
        className={cn("h-6 px-1.5 font-mono text-12", shown !== "" && typed === shown && "pr-10")}
      />
      {shown !== "" && typed === shown ? (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-12 text-ink-3"
        >
          UTC
        </span>
      ) : null}
      {isUnreadable ? (
        <span id={id} role="alert" className="mt-1 block text-12 text-danger">
          Write a day, or a day and a time: 2026-05-03 14:02.
        </span>
      ) : null}
    </span>
  );
}
