/** What a trace needs of an event of the dream's own session. */
export interface TraceEvent {
  id: string;
  type: string;
  [field: string]: unknown;
}

/** One question that a dream put to its model. */
export interface TraceStep {
  id: string;
  /** What was done, in words. */
  label: string;
  /** What it was about, in numbers. */
  subject: string;
  outcome: "running" | "answered" | "cached" | "malformed" | "unavailable";
  tokens: number | null;
  ms: number | null;
  /** What came of it: counts, and by which gate statements were dropped. */
  result: string;
}

const labels: Record<string, string> = {
  map: "Read a session",
  reduce: "Turn a case into edits",
  verify: "Check a claim",
};

const outcomes: readonly TraceStep["outcome"][] = ["answered", "cached", "malformed", "unavailable"];

/** The steps of a dream with a model from the calls and results in its session, oldest first. Calls of other tools are left out. */
export function traceSteps(events: readonly TraceEvent[]): TraceStep[] {
  const results = new Map(
    events.flatMap((event) =>
      event.type === "agent.tool_result" && typeof event.tool_use_id === "string"
        ? [[event.tool_use_id, factsOf(event.content)] as const]
        : [],
    ),
  );
  return events.flatMap((event): TraceStep[] => {
    const label = event.type === "agent.tool_use" ? labels[String(event.name)] : undefined;
    if (label === undefined) return [];
    const facts = results.get(event.id);
    const outcome = outcomes.find((name) => name === facts?.outcome) ?? "running";
    return [
      {
        id: event.id,
        label,
        subject: subjectOf(event.input),
        outcome,
        tokens: numberOf(facts?.tokens),
        ms: numberOf(facts?.ms),
        result: resultOf(facts ?? {}),
      },
    ];
  });
}

/** The facts of a result; it is JSON of ours, but nothing here depends on that. */
function factsOf(content: unknown): Record<string, unknown> {
  const [block] = Array.isArray(content) ? content : [];
  try {
    const value: unknown = JSON.parse(typeof block?.text === "string" ? block.text : "");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function subjectOf(input: unknown): string {
  if (typeof input !== "object" || input === null) return "";
  const { session_id, part, parts, observations, op, quotes } = input as Record<string, unknown>;
  if (typeof session_id === "string") {
    return Number(parts) > 1 ? `${session_id}, part ${part} of ${parts}` : session_id;
  }
  if (typeof observations === "number") return `${observations} observations`;
  return typeof op === "string" ? `${op}, ${quotes} quotes` : "";
}

const notes: Record<string, string> = {
  observations: "observations",
  ops: "edits",
  kept: "kept",
  retries: "tries more",
};

function resultOf(facts: Record<string, unknown>): string {
  const counts = Object.entries(notes).flatMap(([key, noun]) =>
    typeof facts[key] === "number" ? [`${facts[key]} ${noun}`] : [],
  );
  const dropped = Object.entries(facts).flatMap(([key, count]) =>
    key.startsWith("dropped_") ? [`${count} dropped by the gate “${key.slice("dropped_".length)}”`] : [],
  );
  const verdict = typeof facts.verdict === "string" ? [facts.verdict] : [];
  const repaired = facts.repaired === 1 ? ["asked again for a readable answer"] : [];
  const reason = typeof facts.reason === "string" ? [facts.reason] : [];
  return [...verdict, ...counts, ...dropped, ...repaired, ...reason].join(", ");
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
