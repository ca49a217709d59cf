import { backgroundCall, backgroundTalk } from "./background";
import type { CorpusDraft } from "./corpus-draft";
import type { PlayedSession, SessionPlan, Step, TimedStep } from "./transcript-plan";

/**
 * Lives the sessions: blocks in an order of their own among daily work, up to the wished number of events, each step 20 to 90 s
 * after the last. A session that was cut off ends in the middle of daily work.
 */
export function playSessions(draft: CorpusDraft, eventsPerSession: readonly [number, number]): PlayedSession[] {
  return draft.sessions.map((session) => play(draft, session, draft.random.int(...eventsPerSession)));
}

function play(draft: CorpusDraft, session: SessionPlan, wishedEvents: number): PlayedSession {
  const { random } = draft;
  const { blocks, opening, ...facts } = session;
  const own = blocks.flat().concat(opening.flat());
  const missing = Math.max(4, wishedEvents - own.reduce((sum, step) => sum + eventsOf(step), 0));
  const filler: Step[][] = [];
  for (let events = 0; events < missing; ) {
    const step = random.chance(0.75) ? backgroundCall(draft) : backgroundTalk(draft);
    filler.push([step]);
    events += eventsOf(step);
  }
  const isCutOff = random.chance(0.1);
  const body = random.shuffle([...blocks, ...filler]);
  const tail = isCutOff ? [backgroundCall(draft)] : [];
  const steps: TimedStep[] = [];
  let atMs = session.startMs;
  for (const step of [{ kind: "user", text: promptOf(draft) } as const, ...opening.flat(), ...body.flat(), ...tail]) {
    // Clocks of two machines differ by up to two seconds.
    steps.push({ step, atMs: atMs + random.int(-2000, 2000) });
    atMs += random.int(20_000, 90_000);
  }
  return { ...facts, steps, isCutOff };
}

function promptOf(draft: CorpusDraft): string {
  const thing = draft.random.pick(draft.pack.things);
  return draft.random.pick(draft.pack.prompts).replaceAll("{thing}", thing);
}

function eventsOf(step: Step): number {
  return step.kind === "call" ? 2 : 1;
}
