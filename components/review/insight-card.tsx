import { memo } from "react";
import type { DreamInsight } from "@/lib/contract/dream-insight";
import { Badge } from "../ui/badge";
import { Tooltip } from "../ui/tooltip";
import { EvidenceList } from "./evidence-list";
import { insightFacts } from "./insight-facts";
import {
  backtestWords,
  chanceWords,
  kindWord,
  lagWords,
  supportWords,
  tierMeaning,
  wordsForState,
} from "./insight-words";

interface InsightCardProps {
  insight: DreamInsight;
  storeId: string;
  /** In a list that shows the claim itself. */
  isClaimShown?: boolean;
}

/** One finding: claim, tier, counts, what it is about, and what speaks for it and against. */
export const InsightCard = memo(function InsightCard({ insight, storeId, isClaimShown = true }: InsightCardProps) {
  const state = wordsForState(insight.state);
  const backtest = backtestWords(insight);
  const numbers = [supportWords(insight), lagWords(insight), chanceWords(insight)].filter(Boolean);
  const against = insight.evidence.filter(({ role }) => role === "against");
  const others = insight.evidence.filter(({ role }) => role !== "against");
  return (
    <article className="flex flex-col gap-3 border-b border-line px-3 py-3 last:border-b-0">
      <div className="flex flex-col gap-1.5">
        {isClaimShown ? (
          <h3 className="text-14 font-semibold text-pretty break-words" dir="auto">
            {insight.claim}
          </h3>
        ) : null}
        <p className="flex flex-wrap items-center gap-1.5 text-12 text-ink-2">
          <span>{kindWord(insight.kind)}</span>
          <Meaning word={insight.tier} meaning={tierMeaning(insight.tier)} />
          {insight.state === "proposed" ? null : (
            <Meaning word={state.label} meaning={state.meaning} tone={state.tone} />
          )}
        </p>
        {numbers.map((line) => (
          <p key={line} className="text-12 text-ink-2 tabular">
            {line}
          </p>
        ))}
        {backtest === null ? null : (
          <p className="mt-0.5 border-l-2 border-dusk-line pl-2 text-12 text-pretty text-ink-2">{backtest}.</p>
        )}
        {insight.dropped_reason === null ? null : (
          <p className="mt-0.5 border-l-2 border-line-strong pl-2 text-12 text-pretty text-ink-2" dir="auto">
            {insight.dropped_reason}
          </p>
        )}
      </div>
      <Subject insight={insight} />
      <EvidenceList label={`For (${others.length})`} evidence={others} storeId={storeId} />
      {against.length === 0 ? (
        <p className="text-12 text-ink-3">Nothing was found that speaks against it.</p>
      ) : (
        <EvidenceList label={`Against (${against.length})`} evidence={against} storeId={storeId} tone="against" />
      )}
    </article>
  );
});

/** What the finding is about, name by name, and under which conditions it holds. */
function Subject({ insight }: { insight: DreamInsight }) {
  const facts = insightFacts(insight);
  if (facts.length === 0 && insight.conditions.length === 0) return null;
  return (
    <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-2 gap-y-1 text-12">
      {facts.map(({ name, value, isProse }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two facts can be alike to the letter, and never move.
        <div key={index} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className={isProse === true ? "text-ink-2" : "font-mono [overflow-wrap:anywhere] text-ink"} dir="auto">
            {value}
          </dd>
        </div>
      ))}
      {insight.conditions.map((condition, index) => (
        <div key={condition} className="contents">
          <dt className="text-ink-3">{index === 0 ? "Holds when" : ""}</dt>
          <dd className="[overflow-wrap:anywhere] text-ink-2" dir="auto">
            {condition}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Meaning({
  word,
  meaning,
  tone,
}: {
  word: string;
  meaning: string;
  tone?: Parameters<typeof Badge>[0]["tone"];
}) {
  return (
    <Tooltip label={meaning}>
      <button type="button" className="rounded-sm">
        <Badge {...(tone === undefined ? {} : { tone })}>{word}</Badge>
      </button>
    </Tooltip>
  );
}
