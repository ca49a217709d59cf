"use client";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import type { DreamInsight, InsightState } from "@/lib/contract/dream-insight";
import { cn } from "../ui/cn";
import { InsightCard } from "./insight-card";

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
          insights={insights.filter((insight) => insight.state === state)}
          storeId={storeId}
        />
      ))}
    </div>
  );
}

interface GroupProps {
  heading: string;
  insights: readonly DreamInsight[];
  storeId: string;
}

function Group({ heading, insights, storeId }: GroupProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (insights.length === 0) return null;
  return (
    <section className="border-b border-line">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex min-h-9 w-full items-center gap-1.5 px-3 text-left text-13 text-ink-2 hover:bg-sunken focus-visible:-outline-offset-2"
      >
        <ChevronRight aria-hidden className={cn("size-3.5 transition-transform", isOpen && "rotate-90")} />
        {heading}
        <span className="ml-auto text-12 text-ink-3 tabular">{insights.length}</span>
      </button>
      {isOpen ? insights.map((insight) => <InsightCard key={insight.id} insight={insight} storeId={storeId} />) : null}
    </section>
  );
}
