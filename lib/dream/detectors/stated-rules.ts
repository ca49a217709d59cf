import type { EventRef, NormalisedSession } from "../engine/normalised-session";
import { isReason, isStandingRule, typedSentences } from "./standing-rule";

/** Something a person said that they want to be kept to. */
export interface StatedRule {
  session: number;
  event: EventRef;
  sentence: string;
}

const saidReason = /the user said:\s*([\s\S]+?)(?:\n\nNote: The user's next message|$)/i;

/** Rules that people state in a session: reasons for which they refused a call, and standing rules in their turns. */
export function statedRules(session: NormalisedSession, position: number): StatedRule[] {
  const heard = new Set<string>();
  const rules: StatedRule[] = [];
  const add = (event: EventRef, sentences: readonly string[]) => {
    for (const sentence of sentences) {
      const key = sentence.toLowerCase();
      if (!heard.has(key)) rules.push({ session: position, event, sentence });
      heard.add(key);
    }
  };
  for (const { event, provenance, type } of session.utterances) {
    if (provenance !== "user" || type === "system.message") continue;
    const isRefusal = type === "user.tool_confirmation";
    add(event, typedSentences(event.text).filter(isRefusal ? isReason : isStandingRule));
  }
  for (const { outcome, provenance, result } of session.calls) {
    const reason =
      outcome === "declined" && provenance === "tool_trusted" ? saidReason.exec(result?.text ?? "")?.[1] : undefined;
    if (result && reason !== undefined) add(result, typedSentences(reason).filter(isReason));
  }
  return rules;
}
