"use client";
import Link from "next/link";
import type { KeyboardEvent, ReactNode } from "react";
import { cn } from "../ui/cn";
import { Time } from "../ui/time";
import { BlameCard } from "./blame-card";

const shades = ["opacity-15", "opacity-30", "opacity-50", "opacity-75", "opacity-100"] as const;

interface BlameGutterProps {
  /** Which range of the file this line belongs to. */
  index: number;
  /** The range's first line says who; the others only go on. */
  isFirst: boolean;
  freshness: number;
  href: string;
  /** "Lines 3 to 9", and what the face leaves out: said around it, never instead of it. */
  lines: string;
  facts: string;
  author: ReactNode;
  at: string;
  isRedacted: boolean;
  isShown: boolean;
  /** The one range in the tab order; the arrow keys go on from there. */
  isTabStop: boolean;
  onFocus: () => void;
  onStep: (from: HTMLElement, by: 1 | -1) => void;
  card: ReactNode;
}

/** Who wrote a line, left of its number: a mark and an age where a range begins, a bar that is stronger the newer the text. */
export function BlameGutter(props: BlameGutterProps) {
  const { index, isFirst, freshness, isRedacted } = props;
  const step = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    props.onStep(event.currentTarget, event.key === "ArrowDown" ? 1 : -1);
  };
  return (
    <div className={cn("flex h-full w-24 items-start xl:w-48", isFirst && index > 0 && "border-t border-line")}>
      {isFirst ? (
        <BlameCard
          trigger={
            <Link
              href={props.href}
              prefetch={false}
              scroll={false}
              data-blame={index}
              aria-current={props.isShown ? "true" : undefined}
              tabIndex={props.isTabStop ? 0 : -1}
              onFocus={props.onFocus}
              onKeyDown={step}
              className="flex h-5 min-w-0 flex-1 items-center gap-1.5 px-2 font-sans text-12 text-ink-3 hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2"
            >
              <span className="sr-only">{props.lines}, </span>
              {props.author}
              {isRedacted ? <span aria-hidden>?</span> : null}
              <Time at={props.at} format="age" isPlain className="ml-auto" />
              <span className="sr-only">, {props.facts}</span>
            </Link>
          }
        >
          {props.card}
        </BlameCard>
      ) : (
        <span className="flex-1" />
      )}
      <span
        aria-hidden
        className={cn("w-[3px] shrink-0 self-stretch", isRedacted ? "bg-warn" : "bg-ink-3", shades[freshness])}
      />
    </div>
  );
}

/** Moves the focus to the start of another range, which may not be drawn yet: it is scrolled to, then waited for. */
export function focusRange(from: HTMLElement, index: number, linesAway: number): void {
  const scroller = from.closest("section");
  if (scroller === null) return;
  const find = () => scroller.querySelector<HTMLElement>(`[data-blame="${index}"]`);
  if (find() === null) scroller.scrollTop += linesAway * 20;
  let framesLeft = 20;
  const focus = () => {
    const target = find();
    if (target !== null) {
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "nearest" });
    } else if (framesLeft > 0) {
      framesLeft -= 1;
      requestAnimationFrame(focus);
    }
  };
  focus();
}
