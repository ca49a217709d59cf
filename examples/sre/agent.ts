import type { Alert } from "./world";

/** One thing that an agent does: a tool call that is answered, or words that are not. */
export type Move =
  | { tool: "bash"; input: { command: string } }
  | { tool: "memory"; input: { command: "view"; path: string } }
  | { tool: "memory"; input: { command: "search"; path: string; query: string } }
  | { tool: "memory"; input: { command: "create" | "write"; path: string; file_text: string } }
  | { tool: "memory"; input: { command: "rename"; path: string; new_path: string; file_text: string } }
  | { tool: "board"; input: { path: string } }
  | { tool: "say"; input: { text: string } };

/** What came back; `conflict` marks a write that a precondition refused. */
export interface Answer {
  text: string;
  isError: boolean;
  isConflict: boolean;
}

/** How a session ended. `linked` means that somebody else's incident covers it. */
export type Outcome = "solved" | "linked" | "nothing" | "prepared";

/** An agent at work: it yields a move, is given the answer, and returns how it went. */
export type Work = Generator<Move, Outcome, Answer>;

/** An agent as its driver sees it, whoever thinks: a script or a model. It is given the answer to its last move. */
export interface Mind {
  next(answer: Answer | null): Promise<{ kind: "move"; move: Move } | { kind: "end"; outcome: Outcome }>;
}

/** A script as a mind. */
export function scripted(work: Work): Mind {
  return {
    next: async (answer) => {
      const step = work.next(answer ?? { text: "", isError: false, isConflict: false });
      return step.done === true ? { kind: "end", outcome: step.value } : { kind: "move", move: step.value };
    },
  };
}

/** What an agent is told when its session begins. */
export interface Briefing {
  agent: string;
  /** Folders of memory that are mounted; without memory there are none. */
  mounts: readonly string[];
  /** The agent's clock. */
  now: () => Date;
}

export interface AlertBriefing extends Briefing {
  alert: Alert;
}

export const mounts = {
  runbooks: "/mnt/memory/org-runbooks",
  team: "/mnt/memory/team-sre",
  board: "/mnt/memory/incident-board",
} as const;

export function* bash(command: string): Generator<Move, Answer, Answer> {
  return yield { tool: "bash", input: { command } };
}

/** The text of a file, or null where there is none or no such folder is mounted. */
export function* view(
  { mounts: mounted }: Briefing,
  mount: string,
  path: string,
): Generator<Move, string | null, Answer> {
  if (!mounted.includes(mount)) return null;
  const answer = yield { tool: "memory", input: { command: "view", path: `${mount}${path}` } };
  return answer.isError ? null : answer.text;
}

/** The name of an alert as file names spell it: `PaymentsLatencyP99` is `payments-latency-p99`. */
export function slugOf(alert: string): string {
  return alert.replace(/([a-z])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3-$2$4").toLowerCase();
}
