"use client";
import { routes } from "@/lib/client/routes";
import type { Demo, DemoMeasure } from "@/lib/contract/demo";
import { Badge, type BadgeTone } from "../ui/badge";
import { ButtonLink } from "../ui/button-link";
import { cn } from "../ui/cn";
import { type Difference, differenceOf } from "./difference-words";
import { ReplayDemo } from "./replay-demo";

const boards = [
  { name: "incident-board-without-dream", label: "Board without the dream" },
  { name: "incident-board-with-dream", label: "Board with the dream" },
];

/** Days 6 to 10 by what agents remembered, measure by measure. */
export function DemoComparison({ demo }: { demo: Demo }) {
  const isCompared = demo.comparison.some(({ with_dream }) => with_dream !== null);
  const hasNone = demo.comparison.some(({ without_memory }) => without_memory !== null);
  // Where there is room for two columns of numbers only, the ones that the review changes stay.
  const hidden = isCompared ? "max-sm:hidden" : "";
  const links = boards.flatMap(({ name, label }) => {
    const id = demo.memory_stores[name];
    return id === undefined ? [] : [{ href: routes.store(id), label }];
  });
  return (
    <section aria-labelledby="demo-comparison" className="rounded-md border border-line bg-canvas">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
        <h2 id="demo-comparison" className="min-w-0 flex-1 text-13 font-medium max-sm:basis-full">
          Days 6 to 10, by what the agents remember
        </h2>
        {links.map(({ href, label }) => (
          <ButtonLink key={href} size="sm" href={href}>
            {label}
          </ButtonLink>
        ))}
        {demo.status === "compared" ? <ReplayDemo demo={demo} /> : null}
      </div>
      <table aria-labelledby="demo-comparison" className="w-full border-collapse text-12">
        <thead className="text-left text-ink-3">
          <tr className="border-b border-line">
            <th className="px-3 py-1 font-medium">The same alerts</th>
            {hasNone ? <th className={cn(number, hidden)}>Nothing</th> : null}
            <th className={number}>Notes</th>
            {isCompared ? (
              <>
                <th className={number}>As approved</th>
                <th className={number}>Change</th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {demo.comparison.map((measure) => (
            <tr key={measure.name} className="border-b border-line last:border-b-0">
              <td className="px-3 py-1">{sentence(measure.title)}</td>
              {hasNone ? (
                <td className={cn(number, hidden, "font-normal text-ink-2")}>
                  {textOf(measure, measure.without_memory)}
                </td>
              ) : null}
              <td className={cn(number, "font-normal text-ink-2")}>{textOf(measure, measure.without_dream)}</td>
              {isCompared ? (
                <>
                  <td className={number}>{textOf(measure, measure.with_dream)}</td>
                  <td className={cn(number, "h-7")}>
                    <Change difference={differenceOf(measure)} />
                  </td>
                </>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="border-t border-line px-3 py-2 text-12 text-ink-2">
        {isCompared
          ? "This is one world. npm run demo:measure lives through many of them, and prints intervals."
          : "Another column comes with your review: apply what you find right, and play the days again."}
      </p>
    </section>
  );
}

const number =
  "w-32 px-3 py-1 text-right font-medium whitespace-nowrap tabular max-sm:w-auto max-sm:px-1.5 max-sm:last:pr-3";

const tones: Record<Difference["verdict"], BadgeTone> = {
  better: "ok",
  worse: "warn",
  same: "neutral",
  describes: "neutral",
};

function Change({ difference }: { difference: Difference | null }) {
  if (difference === null) return null;
  const { text, verdict } = difference;
  if (verdict === "same") return <span className="font-normal text-ink-2">no change</span>;
  return <Badge tone={tones[verdict]}>{verdict === "describes" ? text : `${text} ${verdict}`}</Badge>;
}

function textOf({ digits }: DemoMeasure, value: number | null): string {
  return value === null ? "–" : value.toFixed(digits);
}

function sentence(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}
