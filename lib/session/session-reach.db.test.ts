import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { isAppError } from "@/lib/errors/app-error";
import { createMemory } from "@/lib/memory/create-memory";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { deleteMemoryStore } from "@/lib/memory/delete-memory-store";
import { listMemories } from "@/lib/memory/list-memories";
import { listMemoryStores } from "@/lib/memory/list-memory-stores";
import { addSessionFile } from "./add-session-file";
import { createAgent } from "./agent/create-agent";
import { getAgent } from "./agent/get-agent";
import { listAgents } from "./agent/list-agents";
import { archiveSession } from "./archive-session";
import { createSession } from "./create-session";
import { createSessionToken } from "./create-session-token";
import { deleteSession } from "./delete-session";
import { createEnvironment } from "./environment/create-environment";
import { getEnvironment } from "./environment/get-environment";
import { findSessionByToken } from "./find-session-by-token";
import { getSession } from "./get-session";
import { importSessions } from "./import-sessions";
import { listSessionEvents } from "./list-session-events";
import { listSessionResources } from "./list-session-resources";
import { listSessions } from "./list-sessions";
import { sendSessionEvents } from "./send-session-events";
import { actAs, buildCtx, makeRecorded } from "./testing/session-world";
import { updateSession } from "./update-session";

const database = useTestDatabase();

let ctx: Ctx;
beforeEach(() => {
  ctx = buildCtx(database.pool());
});

const note = { type: "agent.message", content: [{ type: "text", text: "a remark" }] };

/** Whether a call is answered; a refusal must be one of the two that tell nothing more. */
async function allows(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    expect([403, 404]).toContain(isAppError(error) ? error.status : error);
    return false;
  }
}

async function asToken(sessionId: string): Promise<Ctx> {
  const { token } = await createSessionToken(ctx, sessionId);
  const actor = await findSessionByToken(database.pool(), token, new Date());
  if (actor === null) throw new Error("the token stands for nothing");
  return { ...ctx, actor };
}

describe("what can be reached", () => {
  let storeIds: string[];
  beforeAll(async () => {
    const admin = buildCtx(database.pool());
    storeIds = [];
    for (const name of ["a", "b", "c"]) storeIds.push((await createMemoryStore(admin, { name })).id);
  });

  const access = fc.constantFrom("none" as const, "read_only" as const, "read_write" as const);
  const grants = fc.array(access, { minLength: 3, maxLength: 3 });
  const granted = (given: readonly ("none" | "read_only" | "read_write")[]) =>
    storeIds.flatMap((id, index) => {
      const level = given[index];
      return level === undefined || level === "none" ? [] : [{ id, level }];
    });
  const attach = (given: Parameters<typeof granted>[0]) =>
    makeRecorded(ctx, {
      resources: granted(given).map(({ id, level }) => ({ type: "memory_store", memory_store_id: id, access: level })),
    });

  it("with a token is its own session and the stores attached to it, each as it is attached", async () => {
    await fc.assert(
      fc.asyncProperty(grants, grants, fc.uuid(), async (ours, theirs, name) => {
        const [own, other] = [await attach(ours), await attach(theirs)];
        const token = await asToken(own.id);
        const page = { includeArchived: true, order: "desc" as const, limit: 100 };
        expect((await listSessions(token, page)).data.map((session) => session.id)).toEqual([own.id]);
        const events = { view: "full" as const, order: "asc" as const, limit: 10 };
        for (const [id, isOwn] of [
          [own.id, true],
          [other.id, false],
        ] as const) {
          expect(await allows(getSession(token, id))).toBe(isOwn);
          expect(await allows(listSessionEvents(token, id, events))).toBe(isOwn);
          expect(await allows(listSessionResources(token, id, { limit: 10 }))).toBe(isOwn);
          expect(await allows(sendSessionEvents(token, id, { events: [note] }))).toBe(isOwn);
        }
        const reached = new Map(granted(ours).map(({ id, level }) => [id, level]));
        const stores = await listMemoryStores(token, { includeArchived: true, includeProposals: true, limit: 100 });
        expect(stores.data.map((store) => store.id).sort()).toEqual([...reached.keys()].sort());
        for (const memoryStoreId of storeIds) {
          const place = { memoryStoreId, pathPrefix: "/", depth: "children", view: "basic", limit: 1 } as const;
          expect(await allows(listMemories(token, place))).toBe(reached.has(memoryStoreId));
          const write = { memoryStoreId, path: `/${name}.md`, content: "x", view: "basic" } as const;
          expect(await allows(createMemory(token, write))).toBe(reached.get(memoryStoreId) === "read_write");
        }
      }),
      { numRuns: 6 },
    );
  });

  it("with a limited key is every session of whose stores it reaches all, to read and to change alike", async () => {
    await fc.assert(
      fc.asyncProperty(grants, fc.array(grants, { minLength: 1, maxLength: 5 }), async (held, attached) => {
        const sessions = [];
        for (const given of attached) sessions.push({ id: (await attach(given)).id, given });
        const stores = Object.fromEntries(granted(held).map(({ id, level }) => [id, level]));
        const limited = actAs(ctx, ["session:read", "session:write", "memory:read", "memory:write"], stores);
        const visible = (given: Parameters<typeof granted>[0]) => granted(given).every(({ id }) => id in stores);
        const { data } = await listSessions(limited, { includeArchived: true, order: "desc", limit: 100 });
        const listed = new Set(data.map((session) => session.id));
        for (const { id, given } of sessions) {
          const isSeen = visible(given);
          expect(listed.has(id)).toBe(isSeen);
          expect(await allows(getSession(limited, id))).toBe(isSeen);
          expect(await allows(updateSession(limited, id, { title: "mine" }))).toBe(isSeen);
          expect(await allows(sendSessionEvents(limited, id, { events: [note] }))).toBe(isSeen);
          // A token gives away what its maker holds, and never more than that.
          const mayGive = granted(given).every(
            ({ id: store, level }) => level === "read_only" || stores[store] === level,
          );
          expect(await allows(createSessionToken(limited, id))).toBe(isSeen && mayGive);
          expect(await allows(archiveSession(limited, id))).toBe(isSeen);
          expect(await allows(deleteSession(limited, id))).toBe(isSeen);
        }
      }),
      { numRuns: 5 },
    );
  });
});

describe("a session token", () => {
  it("changes nothing of its session but its events, and nothing that the workspace shares", async () => {
    const { id } = await makeRecorded(ctx);
    const agent = await createAgent(ctx, { name: "helper", model: "claude-opus-4-5" });
    const environment = await createEnvironment(ctx, { name: "cloud" });
    const token = await asToken(id);
    const calls: Record<string, () => Promise<unknown>> = {
      update: () => updateSession(token, id, { title: "mine" }),
      archive: () => archiveSession(token, id),
      delete: () => deleteSession(token, id),
      mint: () => createSessionToken(token, id),
      attach: () => addSessionFile(token, id, { type: "file", file_id: "file_1" }),
      create: () => makeRecorded(token),
      run: () => createSession(token, { agent: agent.id, environment_id: environment.id }),
      import: () => importSessions(token, { format: "auto", body: "[]", memoryStoreIds: [] }),
      "list agents": () => listAgents(token, { includeArchived: true, limit: 10 }),
      "get an agent": () => getAgent(token, agent.id),
      "make an agent": () => createAgent(token, { name: "mine", model: "claude-opus-4-5" }),
      "get an environment": () => getEnvironment(token, environment.id),
      "make an environment": () => createEnvironment(token, { name: "mine" }),
      "make a store": () => createMemoryStore(token, { name: "mine" }),
    };
    for (const [name, call] of Object.entries(calls)) expect([name, await allows(call())]).toEqual([name, false]);
    expect(await getSession(ctx, id)).toMatchObject({ title: null, archived_at: null });
  });

  it("ends at once for whoever holds it, though it was taken for good a moment before", async () => {
    const { id } = await makeRecorded(ctx);
    const token = await asToken(id);
    await archiveSession(ctx, id);
    await expect(sendSessionEvents(token, id, { events: [note] })).rejects.toMatchObject({ status: 400 });
    const second = await makeRecorded(ctx);
    const held = await asToken(second.id);
    await deleteSession(ctx, second.id);
    await expect(sendSessionEvents(held, second.id, { events: [note] })).rejects.toMatchObject({ status: 404 });
  });

  it("finds nothing where its store was deleted, and its session stays hidden from those who never reached it", async () => {
    const store = await createMemoryStore(ctx, { name: "short-lived" });
    const { id } = await makeRecorded(ctx, { resources: [{ type: "memory_store", memory_store_id: store.id }] });
    const token = await asToken(id);
    await deleteMemoryStore(ctx, store.id);
    const write = { memoryStoreId: store.id, path: "/x.md", content: "x", view: "basic" } as const;
    await expect(createMemory(token, write)).rejects.toMatchObject({ status: 404 });
    await expect(getSession(actAs(ctx, ["session:read"], {}), id)).rejects.toMatchObject({ status: 404 });
    expect((await getSession(token, id)).id).toBe(id);
  });
});
