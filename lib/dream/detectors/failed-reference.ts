import type { CallToken } from "../engine/call-token";
import type { Call, NormalisedSession } from "../engine/normalised-session";
import type { DreamWorld } from "../engine/world";
import { correctedTo } from "./call-correction";
import { missingReference } from "./missing-reference";

const recoveryCalls = 8;

/** A call that failed because something it names does not exist. */
export interface FailedReference {
  call: Call;
  wrong: CallToken;
  /** The later call that worked, and the word that stood in the place of the wrong one. */
  recovery: { call: Call; right: string } | null;
}

/** Every failed reference of all sessions, in order. */
export function failedReferences(world: DreamWorld): FailedReference[] {
  return world.sessions.flatMap(failuresOf);
}

function failuresOf(session: NormalisedSession): FailedReference[] {
  return session.calls.flatMap((call, index): FailedReference[] => {
    if (call.outcome !== "failed" || call.touchesMemory || call.provenance === "tool_untrusted") return [];
    const wrong = missingReference(call);
    if (!wrong) return [];
    for (const later of session.calls.slice(index + 1, index + 1 + recoveryCalls)) {
      const right = correctedTo(call, later, wrong);
      if (right !== null) return [{ call, wrong, recovery: { call: later, right } }];
    }
    return [{ call, wrong, recovery: null }];
  });
}

/** References that worked: for each place and word the calls, in order. */
export type ReferenceHistory = ReadonlyMap<string, readonly Call[]>;

const lookingOnly = /^(ls|find|rg|grep|egrep|fgrep|echo|printf|test|rm|git|which|stat|\[|touch|mkdir)$/;

/**
 * Where each word was used with success, to see whether something exists after all. A path counts wherever it was read or made; looking for
 * it or removing it proves nothing.
 */
export function successfulReferences(world: DreamWorld): ReferenceHistory {
  const history = new Map<string, Call[]>();
  for (const session of world.sessions) {
    for (const call of session.calls) {
      if (call.outcome !== "ok" || call.touchesMemory) continue;
      for (const key of new Set(call.tokens.flatMap((token) => provenKeys(call, token)))) {
        const known = history.get(key);
        if (known) known.push(call);
        else history.set(key, [call]);
      }
    }
  }
  return history;
}

function provenKeys(call: Call, token: CallToken): string[] {
  const program = token.slot.split(" ")[0] ?? "";
  if (token.slot === "path") return /glob|grep|search|find|list|^ls$/i.test(call.tool) ? [] : [pathKey(token)];
  const lists =
    program === "ls" && !call.tokens.some((other) => other.text.includes("||") || other.text.includes("2>"));
  const proves = !lookingOnly.test(program) || program === "touch" || program === "mkdir" || lists;
  return proves ? [referenceKey(call.tool, { ...token, isPath: false }), pathKey(token)] : [];
}

function pathKey(token: Pick<CallToken, "text">): string {
  return `path\0${token.text}`;
}

/** Paths are one thing for all tools; any other word is what its tool and place make of it. */
export function referenceKey(tool: string, token: Pick<CallToken, "text" | "slot" | "isPath">): string {
  return token.isPath ? pathKey(token) : `${tool}\0${token.slot}\0${token.text}`;
}

/** Calls that used the same reference with success after the moment of `since`, or in the order of sessions where times are unknown. */
export function successesSince(history: ReferenceHistory, failure: FailedReference, since: Call): Call[] {
  return (history.get(referenceKey(failure.call.tool, failure.wrong)) ?? []).filter((call) => isAfter(call, since));
}

function isAfter(call: Call, since: Call): boolean {
  if (call.session === since.session) return call.ordinal > since.ordinal;
  const [left, right] = [call.use.atMs, since.use.atMs];
  return left !== null && right !== null ? left > right : call.session > since.session;
}
