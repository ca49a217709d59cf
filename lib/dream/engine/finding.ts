import type { InsightEvidence, InsightState, InsightSupport, InsightTier } from "@/lib/contract/dream-insight";
import type { Edit } from "./edit";
import type { InsightDraft } from "./engine-output";
import type { Hypothesis } from "./hypothesis";

type Subjects = { [Draft in InsightDraft as Draft["kind"]]: Draft["subject"] };

/** What a detector found, with the edits that it would make of it. */
export type Finding = {
  [Kind in keyof Subjects]: {
    detector: string;
    kind: Kind;
    subject: Subjects[Kind];
    identity: string;
    tier: InsightTier;
    claim: string;
    conditions: string[];
    support: InsightSupport;
    evidence: InsightEvidence[];
    state: InsightState;
    droppedReason: string | null;
    edits: Edit[];
    /** How it did on sessions that it was not learnt from, where that was tried. */
    backtest?: NonNullable<InsightDraft["backtest"]>;
    /** Who found it; the engine that runs where left out. */
    engine?: string;
    /** What the ledger should keep of it. */
    hypothesis?: Hypothesis;
  };
}[keyof Subjects];
