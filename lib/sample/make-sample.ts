import type { Actor } from "@/lib/access/actor";
import { type Ctx, inTransaction } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Sample } from "@/lib/contract/sample";
import type { Session } from "@/lib/contract/session";
import type { Tx } from "@/lib/db/transaction";
import { createDream } from "@/lib/dream/create-dream";
import { createMemory } from "@/lib/memory/create-memory";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { updateMemory } from "@/lib/memory/update-memory";
import { importSessions } from "@/lib/session/import-sessions";
import { type SampleMemoryWrite, sampleMemories, sampleStore } from "@/prisma/scenarios/sample/memories";
import { sampleTranscripts } from "@/prisma/scenarios/sample/transcripts";
import { readSampleSetting } from "./sample-setting";

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
const storeAgeMinutes = 33 * dayMinutes;
/** Spreads the writes over the hours of their days. */
const minutesApart = 167;

/**
 * Makes the sample world: a store with a month of history by three agents, their sessions, and a dream over them. Every
 * part goes through the use cases that any client reaches. When it is there already, answers it unchanged.
 * Throws PermissionError.
 */
export async function makeSample(ctx: Ctx): Promise<Sample> {
  requirePermission(ctx.actor, "memory:write");
  requirePermission(ctx.actor, "session:write");
  requirePermission(ctx.actor, "dream:write");
  return inTransaction(ctx, async (tx) => {
    const existing = await readSampleSetting(tx, ctx, "lock");
    if (existing !== null) return existing;
    const now = ctx.clock();
    const inside: Ctx = { ...ctx, tx };
    const store = await createMemoryStore(at(inside, now, storeAgeMinutes), {
      ...sampleStore,
      metadata: { sample: "true" },
    });
    const sessionsByAgent = await importTranscriptsOf(inside, now, store.id);
    // Imports attach stores to be read; these agents wrote, too.
    await tx.query("UPDATE session_attachment SET access = 'read_write' WHERE memory_store_id = $1", [store.id]);
    await writeHistory(inside, now, store.id, sessionsByAgent);
    const sessions = [...sessionsByAgent.values()].flat();
    const dream = await createDream(inside, {
      inputs: [
        { type: "memory_store", memory_store_id: store.id },
        { type: "sessions", session_ids: sessions.map((session) => session.id) },
      ],
      model: "reverie-deterministic-1",
    });
    const made: Sample = {
      type: "sample",
      memory_store_id: store.id,
      session_ids: sessions.map((session) => session.id),
      dream_id: dream.id,
    };
    await remember(tx, ctx, made);
    return made;
  });
}

/** The same context at an earlier moment, so that the history reads like one. */
function at(ctx: Ctx, now: Date, minutesAgo: number): Ctx {
  const moment = new Date(now.getTime() - minutesAgo * minuteMs);
  return { ...ctx, clock: () => moment };
}

async function importTranscriptsOf(ctx: Ctx, now: Date, memoryStoreId: string): Promise<Map<string, Session[]>> {
  const byAgent = new Map<string, Session[]>();
  for (const { agent, format, body } of sampleTranscripts(now)) {
    const imported = await importSessions(ctx, { format, body, memoryStoreIds: [memoryStoreId], agentName: agent });
    byAgent.set(agent, [...(byAgent.get(agent) ?? []), ...imported.data]);
  }
  return byAgent;
}

async function writeHistory(
  ctx: Ctx,
  now: Date,
  memoryStoreId: string,
  sessionsByAgent: ReadonlyMap<string, Session[]>,
): Promise<void> {
  const written = new Map<string, string>();
  for (const [index, write] of sampleMemories(now).entries()) {
    const author = authorOf(ctx, memoryStoreId, write, sessionsByAgent);
    const minutesAgo = write.minutesAgo + ((index * minutesApart) % dayMinutes);
    const context: Ctx = { ...at(ctx, now, minutesAgo), actor: author, via: "mount", reason: write.reason };
    const memoryId = written.get(write.path);
    const { path, content } = write;
    const memory =
      memoryId === undefined
        ? await createMemory(context, { memoryStoreId, path, content, view: "basic" })
        : await updateMemory(context, {
            memoryStoreId,
            memoryId,
            path: null,
            content,
            expectedSha256: null,
            view: "basic",
          });
    written.set(path, memory.id);
  }
}

/** A session of the agent that wrote, as its token would act. Agents take turns over their sessions. */
function authorOf(
  ctx: Ctx,
  memoryStoreId: string,
  write: SampleMemoryWrite,
  sessionsByAgent: ReadonlyMap<string, Session[]>,
): Actor {
  const sessions = sessionsByAgent.get(write.agent) ?? [];
  const session = sessions[write.minutesAgo % Math.max(sessions.length, 1)];
  if (session === undefined) return ctx.actor;
  return {
    kind: "session",
    id: session.id,
    workspaceId: ctx.actor.workspaceId,
    permissions: new Set(["memory:read", "memory:write"]),
    reach: { kind: "stores", access: new Map([[memoryStoreId, "read_write"]]) },
  };
}

async function remember(tx: Tx, ctx: Ctx, made: Sample): Promise<void> {
  await tx.query(
    `INSERT INTO setting (workspace_id, name, value) VALUES ($1, 'sample', $2)
     ON CONFLICT (workspace_id, name) DO UPDATE SET value = $2`,
    [ctx.actor.workspaceId, JSON.stringify(made)],
  );
  await recordAuditEvent(tx, ctx, {
    action: "sample.create",
    target: { type: "memory_store", id: made.memory_store_id },
    memoryStoreId: made.memory_store_id,
    details: { sessions: made.session_ids.length, dream_id: made.dream_id },
  });
}
