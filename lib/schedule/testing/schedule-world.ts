import type { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { createDreamScheduleBody, type DreamSchedule } from "@/lib/contract/dream-schedule";
import { deterministicModelId } from "@/lib/dream/dream-models";
import type { EngineRunner } from "@/lib/dream/engine-runner";
import { useDreamWorld } from "@/lib/dream/testing/dream-world";
import { createMemory } from "@/lib/memory/create-memory";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { updateMemory } from "@/lib/memory/update-memory";
import { createLogger } from "@/lib/observe/logger";
import { createSession } from "@/lib/session/create-session";
import { createSchedule } from "../create-schedule";
import { runDueSchedules } from "../run-due-schedules";
import type { ScheduleRunRow } from "../schedule-row";
import { settleRuns } from "../settle-runs";

type ScheduleSettings = Partial<z.input<typeof createDreamScheduleBody>> & { memory_store_id: string };

const agent: Partial<Actor> = { kind: "api_key", id: "apikey_agent" };

/** A world of dreams whose time is set by hand; it starts on a Monday, at midnight UTC. */
export function useScheduleWorld() {
  const world = useDreamWorld();
  const startMs = Date.UTC(2026, 5, 1);
  let nowMs = startMs;
  const clock = () => new Date(nowMs);
  const log = createLogger("silent");
  const signal = new AbortController().signal;
  const environment = () => ({ pool: world.pool(), clock, log, signal });
  const ctx = (actor: Partial<Actor> = {}) => ({ ...world.ctx(actor), clock });

  const runsOf = async (scheduleId: string): Promise<ScheduleRunRow[]> => {
    const { rows } = await world
      .pool()
      .query<ScheduleRunRow>("SELECT * FROM dream_schedule_run WHERE dream_schedule_id = $1 ORDER BY started_at, id", [
        scheduleId,
      ]);
    return rows;
  };

  return {
    ...world,
    ctx,
    clock,
    environment,
    runsOf,
    startOver: () => {
      nowMs = startMs;
    },
    setNow: (time: string | Date) => {
      nowMs = new Date(time).getTime();
    },
    /** One look of one worker. */
    look: () => runDueSchedules(environment()),
    settle: () => settleRuns(environment()),
    makeSchedule: (settings: ScheduleSettings, actor: Partial<Actor> = {}): Promise<DreamSchedule> =>
      createSchedule(
        ctx(actor),
        createDreamScheduleBody.parse({ model: deterministicModelId, cron: "0 5 * * *", timezone: "UTC", ...settings }),
      ),
    /** A store whose files an agent wrote. */
    makeAgentStore: async (files: Record<string, string>): Promise<string> => {
      const store = await createMemoryStore(ctx(agent), { name: "Team notes", description: "What we know" });
      for (const [path, content] of Object.entries(files)) {
        await createMemory(ctx(agent), { memoryStoreId: store.id, path, content, view: "basic" });
      }
      return store.id;
    },
    /** A new text for a file, by an agent unless somebody else is named. */
    write: async (memoryStoreId: string, path: string, content: string, actor: Partial<Actor> = agent) => {
      const { rows } = await world
        .pool()
        .query<{ id: string }>("SELECT id FROM memory WHERE memory_store_id = $1 AND path = $2", [memoryStoreId, path]);
      const memoryId = rows[0]?.id ?? "";
      await updateMemory(ctx(actor), {
        memoryStoreId,
        memoryId,
        path: null,
        content,
        expectedSha256: null,
        view: "basic",
      });
    },
    /** A transcript of an agent that had the store. */
    record: async (storeId: string, options: { agent?: string; outcome?: "success" | "failure" } = {}) => {
      const session = await createSession(ctx(), {
        agent: options.agent ?? "triage",
        environment_id: "elsewhere",
        resources: [{ type: "memory_store", memory_store_id: storeId }],
        reverie: { recorded: true, ...(options.outcome === undefined ? {} : { outcome: options.outcome }) },
      });
      return session.id;
    },
    onlyRun: async (scheduleId: string): Promise<ScheduleRunRow> => {
      const [run, ...more] = await runsOf(scheduleId);
      if (run === undefined || more.length > 0) throw new Error(`expected one run, there are ${more.length + 1}`);
      return run;
    },
    /** Lets the dream of a run come to its end with what `engine` proposes. */
    dreamOn: async (run: ScheduleRunRow, engine?: EngineRunner) => {
      await world.attempt(run.dream_id ?? "", engine === undefined ? {} : { runEngine: engine });
    },
  };
}
