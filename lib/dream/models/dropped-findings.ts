import type { ModelReport } from "@/lib/contract/dream";
import type { InsightState } from "@/lib/contract/dream-insight";
import type { Finding } from "../engine/finding";
import { insightIdentity } from "../engine/insight-identity";
import { type Occurrence, supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { detectorName } from "./build-finding";
import type { UnmappedSession } from "./map-sessions";
import type { Drop, Observation } from "./observation";
import type { Judgement } from "./verify-operation";

const hidden = "A statement that is not shown here.";

/** Something that a gate held back, kept so that a reviewer can see what was considered. It asks for no edit. */
export function droppedFinding(drop: Drop, world: DreamWorld, engine: string): Finding {
  const statement = drop.statement ?? hidden;
  const seen = drop.sessions.map(
    (session): Occurrence => ({ session, atMs: world.sessions[session]?.startedAtMs ?? null }),
  );
  return {
    engine,
    detector: detectorName,
    kind: "lesson",
    subject: { statement },
    identity: insightIdentity("model-dropped", [drop.gate, drop.step, statement, drop.sessions]),
    tier: "recurrent",
    claim: statement,
    conditions: [],
    support: supportOf(seen, world.sessions),
    evidence: [],
    state: "suppressed",
    droppedReason: `Gate "${drop.gate}": ${drop.reason}.`,
    edits: [],
  };
}

/** A case that was seen too seldom to propose anything, with all its evidence. */
export function watchedFinding(observations: readonly Observation[], world: DreamWorld, engine: string): Finding {
  const [first] = observations;
  const evidence = observations.flatMap((observation) => observation.evidence);
  const occurrences = observations.flatMap(({ session, atMs }) =>
    atMs.map((time): Occurrence => ({ session, atMs: time })),
  );
  const statement = first?.statement ?? "";
  return {
    engine,
    detector: detectorName,
    kind: "lesson",
    subject: { statement },
    identity: insightIdentity("model-watch", statement),
    tier: "recurrent",
    claim: statement,
    conditions: [...(first?.conditions ?? [])],
    support: supportOf(occurrences, world.sessions),
    evidence,
    state: "watch",
    droppedReason: "seen too seldom to propose it",
    edits: [],
  };
}

const outcomes: Record<Exclude<Judgement, "supported">, { state: InsightState; reason: string }> = {
  partly: { state: "flagged", reason: "the second reading found only a part of it in the quotes" },
  contradicted: { state: "suppressed", reason: "the second reading found a passage that says otherwise" },
  insufficient: { state: "suppressed", reason: "the second reading did not find it in the quotes" },
  disagreed: { state: "suppressed", reason: "two readings did not agree that these lines may go" },
  unanswered: { state: "suppressed", reason: "the second reading brought no answer" },
};

/** The finding with what its verifier said of it. */
export function judgedFinding(finding: Finding, judgement: Judgement): Finding {
  if (judgement === "supported") return finding;
  const { state, reason } = outcomes[judgement];
  return { ...finding, state, droppedReason: `Gate "verifier": ${reason}.`, edits: [] };
}

/** What the model was asked and what became of it, in numbers. */
export function reportOf(
  counts: { chunks: number; observations: number; drops: readonly Drop[] },
  unmapped: readonly UnmappedSession[],
  world: DreamWorld,
): ModelReport {
  const dropped: Record<string, number> = {};
  for (const { gate } of counts.drops) dropped[gate] = (dropped[gate] ?? 0) + 1;
  return {
    parts: counts.chunks,
    observations: counts.observations,
    dropped,
    unmapped: unmapped.map(({ session, reason }) => ({ session_id: world.sessions[session]?.id ?? "", reason })),
  };
}
