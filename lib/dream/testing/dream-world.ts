import type { Actor } from "@/lib/access/actor";
import type { Ctx } from "@/lib/access/context";
import type { Dream, OutputBehavior } from "@/lib/contract/dream";
import { permission } from "@/lib/contract/permission";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemory } from "@/lib/memory/create-memory";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { listMemories } from "@/lib/memory/list-memories";
import { createLogger } from "@/lib/observe/logger";
import { createSession } from "@/lib/session/create-session";
import { sendSessionEvents } from "@/lib/session/send-session-events";
import { createDream } from "../create-dream";
import { deterministicModelId } from "../dream-models";
import { type EngineRunner, runEngineHere } from "../engine-runner";
import { getDream } from "../get-dream";
import { type DreamEnvironment, runDream } from "../run-dream";
import { scrubRedactedVersions } from "../scrub-redacted-versions";

export type DreamWorld = ReturnType<typeof useDreamWorld>;

/** A database, and what tests of dreams do over and over. */
export function useDreamWorld() {
  const database = useTestDatabase();

  const ctx = (actor: Partial<Actor> = {}): Ctx => ({
    actor: {
      kind: "user",
      id: "user_admin",
      workspaceId: "wrkspc_default",
      permissions: new Set(permission.options),
      reach: { kind: "workspace" },
      ...actor,
    },
    pool: database.pool(),
    tx: null,
    clock: () => new Date(),
    via: "api",
    reason: null,
    asOf: null,
    requestId: null,
    address: null,
    scrubbers: [scrubRedactedVersions],
  });

  const makeStore = async (files: Record<string, string> = {}, name = "Team notes"): Promise<string> => {
    const store = await createMemoryStore(ctx(), { name, description: "What we know" });
    for (const [path, content] of Object.entries(files)) {
      await createMemory(ctx(), { memoryStoreId: store.id, path, content, view: "basic" });
    }
    return store.id;
  };

  const makeSession = async (events: unknown[] = [], agentName = "triage"): Promise<string> => {
    const session = await createSession(ctx(), {
      agent: agentName,
      environment_id: "env_elsewhere",
      reverie: { recorded: true, agent_name: agentName },
    });
    if (events.length > 0) await sendSessionEvents(ctx(), session.id, { events });
    return session.id;
  };

  const makeDream = async (input: {
    storeId: string;
    sessionIds?: string[];
    behavior?: OutputBehavior["type"];
    instructions?: string;
  }): Promise<Dream> =>
    createDream(ctx(), {
      inputs: [
        { type: "memory_store", memory_store_id: input.storeId },
        { type: "sessions", session_ids: input.sessionIds ?? [await makeSession()] },
      ],
      model: deterministicModelId,
      instructions: input.instructions,
      output_behavior:
        input.behavior === "update_existing"
          ? { type: "update_existing", memory_store_id: input.storeId }
          : { type: "create_new" },
    });

  const environment = (options: Partial<DreamEnvironment> = {}): DreamEnvironment => ({
    pool: database.pool(),
    log: createLogger("silent"),
    signal: new AbortController().signal,
    clock: () => new Date(),
    runEngine: runEngineHere,
    freezeApart: null,
    timeLimitMs: 60_000,
    ...options,
  });

  return {
    ...database,
    ctx,
    makeStore,
    makeSession,
    makeDream,
    environment,
    /** One attempt, as a worker would make it. */
    attempt: async (dreamId: string, options: Partial<DreamEnvironment> = {}): Promise<Dream> => {
      await runDream(dreamId, environment(options));
      return getDream(ctx(), { dreamId, abilities: false });
    },
    /** A dream of the store that came to its end with what `engine` proposes. */
    dreamt: async (
      storeId: string,
      engine: EngineRunner,
      options: { sessionIds?: string[]; behavior?: OutputBehavior["type"] } = {},
    ): Promise<Dream> => {
      const dream = await makeDream({ storeId, ...options });
      await runDream(dream.id, environment({ runEngine: engine }));
      return getDream(ctx(), { dreamId: dream.id, abilities: false });
    },
    /** The store's files by path. */
    filesOf: async (memoryStoreId: string): Promise<Record<string, string>> => {
      const page = await listMemories(ctx(), {
        memoryStoreId,
        pathPrefix: "/",
        depth: "subtree",
        view: "full",
        limit: 20,
      });
      return Object.fromEntries(
        page.data.flatMap((item) => (item.type === "memory" ? [[item.path, item.content ?? ""]] : [])),
      );
    },
  };
}
