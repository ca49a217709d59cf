import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { archiveSession } from "./archive-session";
import { createSessionToken } from "./create-session-token";
import { deleteSession } from "./delete-session";
import { findSessionByToken } from "./find-session-by-token";
import { actAs, actAsSession, auditedActions, buildCtx, makeRecorded } from "./testing/session-world";

const database = useTestDatabase();
const now = new Date("2026-01-01T00:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

let ctx: Ctx;
beforeEach(() => {
  ctx = buildCtx(database.pool(), { clock: () => now });
});

const find = (token: string, at = now) => findSessionByToken(database.pool(), token, at);

describe("a session token", () => {
  it("stands for its session, with the access of each attachment and nothing more", async () => {
    const [notes, manual] = [await createMemoryStore(ctx, { name: "n" }), await createMemoryStore(ctx, { name: "m" })];
    const session = await makeRecorded(ctx, {
      resources: [
        { type: "memory_store", memory_store_id: notes.id },
        { type: "memory_store", memory_store_id: manual.id, access: "read_only" },
      ],
    });
    const { token, expires_at } = await createSessionToken(ctx, session.id, 600);
    expect(expires_at).toBe(later(600).toISOString());
    expect(await find(token)).toEqual({
      kind: "session",
      id: session.id,
      workspaceId: "wrkspc_default",
      permissions: new Set(["memory:read", "memory:write", "session:read"]),
      reach: {
        kind: "stores",
        access: new Map([
          [notes.id, "read_write"],
          [manual.id, "read_only"],
        ]),
      },
    });
  });

  it("reaches no store when none is attached", async () => {
    const { token } = await createSessionToken(ctx, (await makeRecorded(ctx)).id);
    expect((await find(token))?.reach).toEqual({ kind: "stores", access: new Map() });
  });

  it("ends with its time, with the archive and with the session", async () => {
    const session = await makeRecorded(ctx);
    const { token } = await createSessionToken(ctx, session.id, 60);
    expect(await find(token, later(59))).not.toBeNull();
    expect(await find(token, later(60))).toBeNull();
    await archiveSession(ctx, session.id);
    expect(await find(token)).toBeNull();
    await expect(createSessionToken(ctx, session.id)).rejects.toMatchObject({ status: 400 });
    const second = await makeRecorded(ctx);
    const deleted = await createSessionToken(ctx, second.id);
    await deleteSession(ctx, second.id);
    expect(await find(deleted.token)).toBeNull();
  });

  it("is kept nowhere as it is, and found by nothing but itself", async () => {
    const session = await makeRecorded(ctx);
    const { token } = await createSessionToken(ctx, session.id);
    const dump = await database
      .pool()
      .query(
        "SELECT (SELECT json_agg(t) FROM session_token t)::text || (SELECT json_agg(a) FROM audit_event a)::text AS dump",
      );
    expect(JSON.stringify(dump.rows)).not.toContain(token.slice("reverie_st_".length));
    for (const wrong of ["", "reverie_st_", `${token}x`, token.slice(0, -1), token.toUpperCase()]) {
      expect(await find(wrong)).toBeNull();
    }
    expect(await auditedActions(ctx.pool, session.id)).toEqual(["session.create", "session.create_token"]);
  });

  it("is made for nobody who holds less than it gives", async () => {
    const store = await createMemoryStore(ctx, { name: "n" });
    const session = await makeRecorded(ctx, { resources: [{ type: "memory_store", memory_store_id: store.id }] });
    const base = ["session:read", "session:write", "memory:read"] as const;
    const refuse = (as: Ctx, status: number) =>
      expect(createSessionToken(as, session.id)).rejects.toMatchObject({ status });
    await refuse(actAs(ctx, base), 403);
    await refuse(actAs(ctx, [...base, "memory:write"], { [store.id]: "read_only" }), 403);
    await refuse(actAs(ctx, [...base, "memory:write"], {}), 404);
    await refuse(actAs(ctx, ["session:read", "memory:read", "memory:write"]), 403);
    await refuse(actAsSession(ctx, session.id, { [store.id]: "read_write" }), 403);
    await expect(
      createSessionToken(actAs(ctx, [...base, "memory:write"], { [store.id]: "read_write" }), session.id),
    ).resolves.toMatchObject({ session_id: session.id });
  });

  it("clears away tokens of the session that have expired", async () => {
    const session = await makeRecorded(ctx);
    await createSessionToken(ctx, session.id, 60);
    await createSessionToken({ ...ctx, clock: () => later(61) }, session.id, 60);
    const { rows } = await database.pool().query("SELECT 1 FROM session_token WHERE session_id = $1", [session.id]);
    expect(rows).toHaveLength(1);
  });
});
