/** One call with its answer, before any transcript form. */
export interface CallStep {
  kind: "call";
  tool: string;
  input: Record<string, unknown>;
  result: string;
  failed: boolean;
}

export interface SayStep {
  kind: "user" | "agent";
  text: string;
}

export type Step = CallStep | SayStep;

export type SurfaceFormat = "openai" | "anthropic" | "claude-code";

export interface SessionPlan {
  name: string;
  agent: string;
  person: string;
  /** The person's checkout, before relative paths where the form writes absolute ones. */
  root: string;
  format: SurfaceFormat;
  startMs: number;
  /** Some exports carry no times. */
  hasTimes: boolean;
  task: string | null;
  outcome: "success" | "failure" | null;
  /** What the world asks of the session: each block keeps its order and is never interleaved with another. */
  blocks: Step[][];
  /** Blocks that come first, in order. */
  opening: Step[][];
}

export interface TimedStep {
  step: Step;
  atMs: number;
}

/** A session as it was lived, in order. */
export interface PlayedSession extends Omit<SessionPlan, "blocks" | "opening"> {
  steps: TimedStep[];
  /** Whether the transcript ends before the last call was answered. */
  isCutOff: boolean;
}

/** Which event of a call is meant; what was said has one event only. */
export interface StepRef {
  step: Step;
  part: "use" | "result" | "said";
}

/** Both events of a call. */
export function bothOf(step: CallStep): StepRef[] {
  return [
    { step, part: "use" },
    { step, part: "result" },
  ];
}
