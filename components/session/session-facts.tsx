"use client";
import type { ReactNode } from "react";
import { routes } from "@/lib/client/routes";
import type { Session } from "@/lib/contract/session";
import { Actor } from "../actor/actor";
import { ActorMark } from "../actor/actor-mark";
import { formatCompact, formatNumber } from "../ui/format-count";
import { formatDuration } from "../ui/format-duration";
import { IdChip } from "../ui/id-chip";
import { Time } from "../ui/time";
import { modelOf } from "./model-of";
import { OutcomeChoice } from "./outcome-choice";
import { sessionIdentity } from "./session-identity";

/** Metadata that the facts above say already. */
const saidAbove = new Set(["model", "dream_id"]);

/** What is known of a session beside its events. */
export function SessionFacts({ session, isTimed }: { session: Session; isTimed: boolean }) {
  const { reverie, usage, stats, agent } = session;
  const durationMs = (stats.duration_seconds ?? 0) * 1000;
  const model = modelOf(session);
  return (
    <section aria-label="Facts" className="px-3 py-3">
      <h3 className="mb-1 text-12 font-medium text-ink-3">Facts</h3>
      <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 [&>dd]:flex [&>dd]:min-h-6 [&>dd]:min-w-0 [&>dd]:items-center [&>dt]:text-12 [&>dt]:leading-6 [&>dt]:text-ink-3">
        <Fact name="Agent">
          <ActorMark identity={sessionIdentity(session)} size="sm" className="mr-1.5" />
          <span className="truncate">{agent.name}</span>
          {reverie.recorded ? null : <span className="ml-1 text-ink-3">v{agent.version}</span>}
        </Fact>
        {model === null ? null : <Fact name="Model">{model}</Fact>}
        <Fact name="Ran">{reverie.recorded ? "elsewhere, recorded here" : session.environment_id}</Fact>
        <Fact name="Outcome">
          <OutcomeChoice session={session} />
        </Fact>
        <Fact name="Started">
          {isTimed ? <Time at={reverie.started_at ?? session.created_at} /> : "the transcript holds no times"}
        </Fact>
        {isTimed && durationMs > 0 ? <Fact name="Lasted">{formatDuration(durationMs)}</Fact> : null}
        <Fact name="Events">
          <span className="tabular">{formatNumber(reverie.event_count)}</span>
        </Fact>
        {usage.input_tokens === undefined && usage.output_tokens === undefined ? null : (
          <Fact name="Tokens">
            <span className="tabular" title={tokenWords(session)}>
              {formatCompact(usage.input_tokens ?? 0)} in · {formatCompact(usage.output_tokens ?? 0)} out
              {usage.cache_read_input_tokens ? ` · ${formatCompact(usage.cache_read_input_tokens)} cached` : ""}
            </span>
          </Fact>
        )}
        <Fact name="By">
          <Actor actor={reverie.created_by} size="sm" />
        </Fact>
        <Fact name={reverie.recorded ? "Brought" : "Made"}>
          <Time at={session.created_at} />
        </Fact>
        {reverie.dream_id === null ? null : (
          <Fact name="Dream">
            <IdChip id={reverie.dream_id} href={routes.dream(reverie.dream_id)} className="-ml-1" />
          </Fact>
        )}
        <Fact name="Id">
          <IdChip id={session.id} className="-ml-1" />
        </Fact>
        {Object.entries(session.metadata)
          .filter(([name]) => !saidAbove.has(name))
          .map(([name, value]) => (
            <Fact key={name} name={name}>
              <span dir="auto" className="truncate font-mono text-12" title={value}>
                {value}
              </span>
            </Fact>
          ))}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="truncate" title={name}>
        {name}
      </dt>
      <dd>{children}</dd>
    </>
  );
}

function tokenWords({ usage }: Session): string {
  const parts = [
    `${formatNumber(usage.input_tokens ?? 0)} input tokens`,
    `${formatNumber(usage.output_tokens ?? 0)} output tokens`,
    `${formatNumber(usage.cache_read_input_tokens ?? 0)} read from the cache`,
  ];
  return parts.join(", ");
}
