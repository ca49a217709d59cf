import type { Briefing, Mind, Move } from "./agent";
import { openSessionTools, type Remembering, type SessionTools } from "./session-tools";
import { minutesOf, type Systems } from "./systems";
import type { Tally } from "./tally";
import { handoverTask, type Task, tasksOf } from "./tasks";
import { type Alert, momentOf, type World } from "./world";

export interface Game {
  world: World;
  systems: Systems;
  tally: Tally;
  /** Null for agents without memory. */
  remembering: Remembering | null;
  from: number;
  to: number;
  /** Waits before each step, so that people can watch; gets the simulated minute. */
  beforeStep?: (minute: number) => Promise<void>;
  /** Another mind than the script, such as a model. */
  mindOf?: (task: Task, script: Mind, briefing: Briefing) => Mind;
}

type Call = Exclude<Move, { tool: "say" }>;

interface Running {
  task: Task;
  mind: Mind;
  tools: SessionTools;
  /** The agent's own time in minutes. */
  clock: { minute: number };
  call: Call;
  /** The alert of the incident that this one was left to. */
  joined: Alert | null;
}

const callMinutes = 1.5;

/**
 * Plays days of a world: every task becomes a session, and of all sessions under way the one whose call ends first goes
 * on. So agents that work at one time really meet, and the same world gives the same meeting. Returns the ids of the
 * recorded sessions in the order in which they began.
 */
export async function play(game: Game): Promise<string[]> {
  const { world, systems, tally, remembering, beforeStep } = game;
  const waiting = tasksOf(world, game.from, game.to);
  const running: Running[] = [];
  const sessionIds: string[] = [];
  const claimed = new Map<string, Alert>();

  for (;;) {
    running.sort((left, right) => endOf(left) - endOf(right));
    const task = waiting[0];
    const session = running[0];
    if (task !== undefined && (session === undefined || task.minute <= endOf(session))) {
      waiting.shift();
      await beforeStep?.(task.minute);
      await begin(task);
    } else if (session !== undefined) {
      running.shift();
      await beforeStep?.(endOf(session));
      await finishCall(session);
    } else return sessionIds;
  }

  async function begin(task: Task): Promise<void> {
    if (task.alert !== null && task.order === null && !systems.fires(task.alert)) return tally.avoid(task.alert);
    const clock = { minute: task.minute };
    const now = () => momentOf(clock.minute);
    const tools = await openSessionTools(task, systems, remembering, now);
    if (tools.sessionId !== null) sessionIds.push(tools.sessionId);
    if (task.alert !== null) tally.count(task.alert, { sessions: 1 });
    const briefing = { agent: task.agent, mounts: tools.mounts, now };
    const script = task.begin(briefing);
    const mind = game.mindOf?.(task, script, briefing) ?? script;
    await think({ task, mind, tools, clock, joined: null }, null);
  }

  async function finishCall(session: Running): Promise<void> {
    const { call, clock, task, tools } = session;
    const from = clock.minute;
    clock.minute = endOf(session);
    const answer = await tools.call(call, from, clock.minute);
    if (task.alert !== null) {
      tally.count(task.alert, { calls: 1, errors: answer.isError && call.tool === "bash" ? 1 : 0 });
      if (answer.isConflict) tally.count(task.alert, { conflicts: 1 });
      noteClaim(session, task.alert, answer.isError);
    }
    // What was handed over becomes a session of its own at once.
    for (const handover of systems.takeHandovers()) waiting.unshift(handoverTask(handover));
    waiting.sort((left, right) => left.minute - right.minute);
    await think(session, answer);
  }

  /** Whose incident a session wrote to: its own, or that of another alert. */
  function noteClaim(session: Running, alert: Alert, isError: boolean): void {
    const { call } = session;
    if (call.tool !== "memory" || call.input.command === "view" || call.input.command === "search" || isError) return;
    const incident = call.input.path.match(/INC-\d+/)?.[0];
    if (incident === undefined) return;
    if (call.input.command === "create") claimed.set(incident, alert);
    session.joined = claimed.get(incident) ?? null;
  }

  /** Lets an agent think until it calls something or is done. */
  async function think(session: Omit<Running, "call">, answer: Parameters<Mind["next"]>[0]): Promise<void> {
    const { mind, tools, clock, task } = session;
    let step = await mind.next(answer);
    while (step.kind === "move" && step.move.tool === "say") {
      tools.say(step.move.input.text, clock.minute);
      step = await mind.next(null);
    }
    if (step.kind === "move" && step.move.tool !== "say") {
      running.push({ ...session, call: step.move });
      return;
    }
    if (step.kind === "move") return;
    await tools.end(step.outcome);
    if (task.alert === null) return;
    tally.count(task.alert, { bytesRead: tools.bytesRead() });
    if (task.order === null) tally.end(task.alert, step.outcome, clock.minute, session.joined);
  }
}

function endOf({ clock, call }: Pick<Running, "clock" | "call">): number {
  return clock.minute + (call.tool === "bash" ? minutesOf(call.input.command) : callMinutes);
}
