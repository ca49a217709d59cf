import { type Verdict, verifyAnswer } from "./answer-schemas";
import { claimOf } from "./build-finding";
import type { CounterEvidence } from "./counter-evidence";
import type { GatedOperation } from "./gate-operation";
import { askModel } from "./model-step";
import { dataBlock } from "./prompt-data";
import { verifyPrompt } from "./prompts";
import type { PipelineContext } from "./run-model-engine";
import { deletionVotes } from "./thresholds";

export type Judgement = Verdict | "disagreed" | "unanswered";

/**
 * Has the claim judged by a request that knows nothing but the claim, its quotes and what else the sessions say. What removes
 * lines needs votes that agree.
 */
export async function verifyOperation(
  operation: GatedOperation,
  findCounter: CounterEvidence,
  context: PipelineContext,
): Promise<Judgement> {
  const claim = claimOf(operation);
  const { evidence, observations, conditions } = operation;
  const counter = findCounter(claim, new Set(evidence.map(({ event_id }) => event_id)));
  const quotes = [...new Set(evidence.map(({ quote }) => quote))];
  const removes = operation.op === "delete" || loses(operation);
  const verdicts: Judgement[] = [];
  for (let vote = 1; vote <= (removes ? deletionVotes : 1); vote++) {
    const result = await askModel(
      {
        name: "verify",
        subject: { op: operation.op, quotes: quotes.length, passages: counter.length, vote },
        system: verifyPrompt,
        prompt:
          dataBlock("CLAIM", [claim, ...conditions.map((condition) => `Condition: ${condition}`)].join("\n")) +
          dataBlock("QUOTES", quotes.map((quote) => `- ${quote}`).join("\n")) +
          dataBlock("PASSAGES", counter.map((text) => `- ${text}`).join("\n") || "(none)"),
        schema: verifyAnswer,
        sessionIds: [...new Set(observations.map(({ session }) => context.world.sessions[session]?.id ?? ""))],
        readsMemory: operation.target !== null,
        vote,
        weigh: ({ verdict }) => ({ verdict }),
      },
      context,
    );
    verdicts.push(result.answer?.verdict ?? "unanswered");
    if (verdicts.at(-1) !== "supported") break;
  }
  const last = verdicts.at(-1) ?? "unanswered";
  return verdicts.length > 1 && last !== "supported" ? "disagreed" : last;
}

/** Whether a replacement leaves fewer lines than there were. */
function loses({ target, newLines }: GatedOperation): boolean {
  return target !== null && newLines !== null && newLines.length < target.last - target.first + 1;
}
