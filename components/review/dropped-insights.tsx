"use client";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import type { DreamInsight, InsightState } from "@/lib/contract/dream-insight";
import { cn } from "../ui/cn";
import { InsightCard } from "./insight-card";
import { insightTitle, wordsForState } from "./insight-words";

const headings: Record<Exclude<InsightState, "proposed">, string> = {
  flagged: "For a person to decide",
  watch: "Not enough support yet",
  suppressed: "Considered and dropped",
};

/** What the dream found and did not turn into an edit, with why. */
export function DroppedInsights({ insights, storeId }: { insights: readonly DreamInsight[]; storeId: string }) {
  return (
    <div>
      {(["flagged", "watch", "suppressed"] as const).map((state) => (
        <Group
          key={state}
          heading={headings[state]}
          meaning={wordsForState(state).meaning}
          insights={insights.filter((insight) => insight.state === state)}
          storeId={storeId}
        />
      ))}
    </div>
  );
}

interface GroupProps {
  heading: string;
  meaning: string;
  insights: readonly DreamInsight[];
  storeId: string;
}

function Group({ heading, meaning, insights, storeId }: GroupProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (insights.length === 0) return null;
  return (
    <section className="border-b border-line" aria-label={heading}>
      <Disclosure
        isOpen={isOpen}
        onToggle={() => setIsOpen(!isOpen)}
        className="min-h-9 items-center text-13 text-ink-2"
      >
        <span className="flex-1">{heading}</span>
        <span className="text-12 text-ink-3 tabular">{insights.length}</span>
      </Disclosure>
      {isOpen ? (
        <>
          <p className="px-3 pb-2 pl-8 text-12 text-ink-3">{meaning}</p>
          <ul className="border-t border-line">
            {insights.map((insight) => (
              <Item key={insight.id} insight={insight} storeId={storeId} />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

/** Claim and reason at a glance; all of it on request. */
function Item({ insight, storeId }: { insight: DreamInsight; storeId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="border-b border-line last:border-b-0">
      <Disclosure isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} className="items-start py-2">
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="text-13 text-pretty [overflow-wrap:anywhere] text-ink" dir="auto">
            {insight.claim}
          </span>
          <span className="text-12 text-ink-3">
            {insightTitle(insight)}
            {insight.dropped_reason === null || isOpen ? null : (
              <>
                {" · "}
                <span dir="auto">{insight.dropped_reason}</span>
              </>
            )}
          </span>
        </span>
      </Disclosure>
      {isOpen ? <InsightCard insight={insight} storeId={storeId} isClaimShown={false} /> : null}
    </li>
  );
}

interface DisclosureProps {
  isOpen: boolean;
  onToggle: () => void;
  className: string;
  children: React.ReactNode;
}

function Disclosure({ isOpen, onToggle, className, children }: DisclosureProps) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      className={cn("flex w-full gap-1.5 px-3 text-left hover:bg-sunken focus-visible:-outline-offset-2", className)}
    >
      <ChevronRight
        aria-hidden
        className={cn(
          "size-3.5 shrink-0 text-ink-3 transition-transform",
          className.includes("items-start") && "mt-0.5",
          isOpen && "rotate-90",
        )}
      />
      {children}
    </button>
  );
}
