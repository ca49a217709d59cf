"use client";
import { routes } from "@/lib/client/routes";
import type { Demo, DemoMeasure } from "@/lib/contract/demo";
import { Badge, type BadgeTone } from "../ui/badge";
import { ButtonLink } from "../ui/button-link";
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
  const links = boards.flatMap(({ name, label }) => {
    const id = demo.memory_stores[name];
    return id === undefined ? [] : [{ href: routes.store(id), label }];
  });
  return (
    <section aria-labelledby="demo-comparison" className="rounded-md border border-line bg-canvas">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
        <h2 id="demo-comparison" className="min-w-0 flex-1 text-13 font-medium">
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
            {hasNone ? <th className="px-3 py-1 text-right font-medium max-sm:hidden">Nothing</th> : null}
            <th className="px-3 py-1 text-right font-medium">Notes</th>
            <th className="px-3 py-1 text-right font-medium">Notes as approved</th>
            <th className="px-3 py-1 text-right font-medium">Change</th>
          </tr>
        </thead>
        <tbody>
          {demo.comparison.map((measure) => (
            <tr key={measure.name} className="border-b border-line last:border-b-0">
              <td className="px-3 py-1">{sentence(measure.title)}</td>
              {hasNone ? (
                <td className="px-3 py-1 text-right text-ink-2 tabular max-sm:hidden">
                  {textOf(measure, measure.without_memory)}
                </td>
              ) : null}
              <td className="px-3 py-1 text-right text-ink-2 tabular">{textOf(measure, measure.without_dream)}</td>
              <td className="px-3 py-1 text-right font-medium tabular">{textOf(measure, measure.with_dream)}</td>
              <td className="px-3 py-1 text-right whitespace-nowrap tabular">
                <Change difference={differenceOf(measure)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="border-t border-line px-3 py-2 text-12 text-ink-2">
        {isCompared
          ? "This is one world. npm run demo:measure lives through many of them, and prints intervals."
          : "The third column comes with your review: approve what you find right, apply it, and play the days again."}
      </p>
    </section>
  );
}

const tones: Record<Difference["verdict"], BadgeTone> = {
  better: "ok",
  worse: "warn",
  same: "neutral",
  describes: "neutral",
};

function Change({ difference }: { difference: Difference | null }) {
  if (difference === null) return <span className="text-ink-3">–</span>;
  const { text, verdict } = difference;
  if (verdict === "same") return <span className="text-ink-2">no change</span>;
  return <Badge tone={tones[verdict]}>{verdict === "describes" ? text : `${text} ${verdict}`}</Badge>;
}

function textOf({ digits }: DemoMeasure, value: number | null): string {
  return value === null ? "–" : value.toFixed(digits);
}

function sentence(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}
