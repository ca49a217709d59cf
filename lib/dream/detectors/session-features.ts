import { compareText } from "../engine/canonical-json";
import { holdsSecret } from "../engine/event-evidence";
import { leaves } from "../engine/event-text";
import type { Call, EventRef, NormalisedSession } from "../engine/normalised-session";
import { errorSignature, maskVariables } from "./error-signature";

/** Something that a session did or met, with the event that shows it. */
export interface SessionFeature {
  /** In words: "uses search", "repeats search". */
  name: string;
  event: EventRef;
  focus: string;
}

const repeats = 3;
const longestTemplate = 160;

/** What may make sessions end one way or the other: errors met, calls repeated, tools used, memories read. The first showing of each. */
export function sessionFeatures({ calls }: NormalisedSession): SessionFeature[] {
  const features = new Map<string, SessionFeature>();
  const add = (name: string, event: EventRef, focus: string) => {
    if (!features.has(name) && !holdsSecret(name)) features.set(name, { name, event, focus });
  };
  const counts = new Map<string, number>();
  for (const call of calls) {
    addError(call, add);
    const key = `${call.tool}\n${call.argsKey}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (counts.get(key) === repeats) add(`repeats a call of ${call.tool}`, call.use, "");
    if (call.touchesMemory) addMemory(call, add);
    else if (call.tool !== "") add(`uses ${call.tool}`, call.use, "");
  }
  return [...features.values()].sort((left, right) => compareText(left.name, right.name));
}

type Add = (name: string, event: EventRef, focus: string) => void;

function addError(call: Call, add: Add): void {
  const line = call.outcome === "failed" && call.result ? errorSignature(call.result.text) : null;
  if (line === null || call.result === null || call.provenance !== "tool_trusted") return;
  add(`meets ${maskVariables(line).slice(0, longestTemplate)} from ${call.tool}`, call.result, line.slice(0, 200));
}

function addMemory(call: Call, add: Add): void {
  const path = leaves(call.input).find(({ text }) => /^\/[\w./-]+\.\w+$/.test(text))?.text;
  if (path !== undefined) add(`reads ${path}`, call.use, path);
}
