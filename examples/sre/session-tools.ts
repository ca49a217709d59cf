import type Anthropic from "@anthropic-ai/sdk";
import type { Answer, Move, Outcome } from "./agent";
import { openMemoryTool } from "./memory-tool";
import { openRecorder } from "./recorder";
import { type DemoStores, demoMark, mountsOf, resourcesOf } from "./stores";
import { isChange, type Systems } from "./systems";
import type { Task } from "./tasks";
import { dayOf, momentOf } from "./world";

/** Where agents remember: the API with a key for whoever sets the sessions up, and a client for each session's token. */
export interface Remembering {
  client: Anthropic;
  clientOf: (token: string) => Anthropic;
  stores: DemoStores;
  /** Which memory stands at which path, as far as it is known. */
  ids: Map<string, string>;
  /** Events that are sent at a time: few where somebody watches, many where it has to be fast. */
  eventsATime: number;
}

/** The tools of one session, and the record of their use. */
export interface SessionTools {
  sessionId: string | null;
  mounts: readonly string[];
  bytesRead: () => number;
  /** Carries a call out that began at one minute and ends at another. */
  call: (move: Exclude<Move, { tool: "say" }>, from: number, to: number) => Promise<Answer>;
  say: (text: string, minute: number) => void;
  end: (outcome: Outcome) => Promise<void>;
}

/** Opens a session for a task. Without memory nothing is mounted and nothing is recorded. */
export async function openSessionTools(
  task: Task,
  systems: Systems,
  remembering: Remembering | null,
  clock: () => Date,
): Promise<SessionTools> {
  if (remembering === null) return withoutMemory(task, systems);
  const { client, clientOf, stores, ids, eventsATime } = remembering;
  const recorder = await openRecorder(client, {
    agent: task.agent,
    title: task.title,
    task: task.name,
    startedAt: momentOf(task.minute),
    resources: resourcesOf(stores),
    metadata: { ...demoMark, ...branchOf(stores), day: String(dayOf(task.minute)) },
  });
  const mounted = mountsOf(stores);
  const memory = openMemoryTool(clientOf(recorder.token), mounted, ids, clock);
  if (task.alert !== null && task.order === null) recorder.addAlert(task.alert, momentOf(task.minute));
  else recorder.addWords("user.message", task.order ?? task.title, momentOf(task.minute));
  let conflicts = 0;
  return {
    sessionId: recorder.sessionId,
    mounts: [...mounted.keys()],
    bytesRead: memory.bytesRead,
    call: async (move, from, to) => {
      const answer = move.tool === "bash" ? runBash(task, systems, move.input.command, to) : await memory.run(move);
      if (answer.isConflict) conflicts += 1;
      recorder.addCall(move, answer, momentOf(from), momentOf(to));
      await recorder.flush(eventsATime);
      return answer;
    },
    say: (text, minute) => recorder.addWords("agent.message", text, momentOf(minute)),
    end: async (outcome) => {
      await recorder.flush(1);
      const isFailure = outcome === "nothing" && task.alert?.trouble != null;
      // So that the meetings of agents can be found among all sessions.
      await recorder.end(isFailure ? "failure" : "success", conflicts === 0 ? {} : { conflicts: String(conflicts) });
    },
  };
}

function branchOf({ branch }: DemoStores): { branch?: string } {
  return branch === undefined ? {} : { branch };
}

function withoutMemory(task: Task, systems: Systems): SessionTools {
  return {
    sessionId: null,
    mounts: [],
    bytesRead: () => 0,
    call: async (move, _from, to) => {
      if (move.tool === "bash") return runBash(task, systems, move.input.command, to);
      return { text: "No memory is mounted.", isError: true, isConflict: false };
    },
    say: () => undefined,
    end: async () => undefined,
  };
}

function runBash({ agent, alert }: Task, systems: Systems, command: string, minute: number): Answer {
  if (isChange(command) && agent !== "remediator") {
    const text = "permission denied: only the remediator changes systems; page it with pagectl remediator";
    return { text, isError: true, isConflict: false };
  }
  return { ...systems.run(command, minute, alert), isConflict: false };
}
