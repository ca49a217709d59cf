import { memo } from "react";
import type { DreamInsight } from "@/lib/contract/dream-insight";
import { Badge } from "../ui/badge";
import { Tooltip } from "../ui/tooltip";
import { EvidenceList } from "./evidence-list";
import { kindWord, supportWords, tierMeaning } from "./insight-words";

/** One finding: claim, tier, counts, conditions, what speaks for it and what against. */
export const InsightCard = memo(function InsightCard({ insight, storeId }: { insight: DreamInsight; storeId: string }) {
  const support = supportWords(insight);
  const against = insight.evidence.filter(({ role }) => role === "against");
  const others = insight.evidence.filter(({ role }) => role !== "against");
  return (
    <article className="flex flex-col gap-3 border-b border-line p-3">
      <div className="flex flex-col gap-1">
        <h3 className="text-14 font-semibold break-words" dir="auto">
          {insight.claim}
        </h3>
        <p className="flex flex-wrap items-center gap-1.5 text-12 text-ink-2">
          <span>{kindWord(insight.kind)}</span>
          <Tooltip label={tierMeaning(insight.tier)}>
            <button type="button" className="rounded-sm">
              <Badge>{insight.tier}</Badge>
            </button>
          </Tooltip>
          {support === "" ? null : <span className="tabular">{support}</span>}
        </p>
        {insight.backtest === undefined ? null : (
          <p className="text-12 text-ink-2">
            Would have prevented {insight.backtest.prevented} of {insight.backtest.failures} failures.
          </p>
        )}
        {insight.dropped_reason === null ? null : <p className="text-12 text-ink-2">{insight.dropped_reason}</p>}
      </div>
      {insight.conditions.length === 0 ? null : (
        <ul aria-label="Conditions" className="flex flex-wrap gap-1">
          {insight.conditions.map((condition) => (
            <li key={condition} className="rounded-sm bg-sunken px-1.5 py-0.5 text-12 text-ink-2">
              {condition}
            </li>
          ))}
        </ul>
      )}
      <EvidenceList label={`For (${others.length})`} evidence={others} storeId={storeId} />
      {against.length === 0 ? (
        <p className="text-12 text-ink-3">Nothing was found that speaks against it.</p>
      ) : (
        <EvidenceList label={`Against (${against.length})`} evidence={against} storeId={storeId} tone="against" />
      )}
    </article>
  );
});
