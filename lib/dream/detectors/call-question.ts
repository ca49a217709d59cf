import { canonicalJson } from "../engine/canonical-json";
import { leaves } from "../engine/event-text";
import { codeSpan } from "../engine/lesson-line";
import type { Call } from "../engine/normalised-session";

/** A piece of a question or an answer; the label is empty where it has none. */
export interface NamedText {
  label: string;
  text: string;
}

/** Arguments by which an agent explains itself or limits the call; they do not change what is asked. */
const aside =
  /(^|[._])(description|explanation|reason|reasoning|rationale|thought|thoughts|justification|comment|purpose|why|timeout|timeout_?(ms|s|seconds)|deadline|request_?id|trace_?id|correlation_?id|idempotency_?key|nonce|requested_?by|on_behalf_of)$/i;

/** What a call asks for: its arguments without asides; a single one needs no label. */
export function questionOf(call: Call): NamedText[] {
  const asked = leaves(call.input)
    .filter(({ key }) => !aside.test(key))
    .map(({ key, text }) => ({ label: key, text: text.replace(/\s+/g, " ").trim() }))
    .filter(({ text }) => text !== "");
  return asked.length === 1 ? asked.map(({ text }) => ({ label: "", text })) : asked;
}

/** Equal for calls that ask the same of the same tool; arguments are compared whole, never masked. */
export function questionKey(call: Call): string {
  const asked = Object.entries(call.input).filter(([key]) => !aside.test(key));
  return asked.length === Object.keys(call.input).length
    ? `${call.tool}\0${call.argsKey}`
    : `${call.tool}\0${canonicalJson(Object.fromEntries(asked))}`;
}

/** As one text: `label: value` each. */
export function plainText(pieces: readonly NamedText[]): string {
  return pieces.map(({ label, text }) => (label === "" ? text : `${label}: ${text}`)).join("; ");
}

/** As part of a line of memory: values as code, word for word as they were seen. */
export function lineText(pieces: readonly NamedText[]): string {
  return pieces.map(({ label, text }) => `${label === "" ? "" : `${label} `}${codeSpan(text)}`).join(", ");
}

/** Whether each piece can stand in one line of Markdown as it is. */
export function isLineable(pieces: readonly NamedText[], longest: number): boolean {
  const letters = pieces.reduce((sum, { label, text }) => sum + label.length + text.length, 0);
  return (
    pieces.length > 0 &&
    letters <= longest &&
    pieces.every(
      ({ label, text }) =>
        !/[`\p{Cc}\p{Cf}\uFFFD]/u.test(text) && text.isWellFormed() && /^[\p{L}\p{N}_ ./-]*$/u.test(label),
    )
  );
}
