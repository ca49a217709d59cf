import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { deleteSession } from "./delete-session";
import { getSession } from "./get-session";
import { listSessions, type SessionFilter } from "./list-sessions";
import { actAs, actAsSession, buildCtx, makeRecorded } from "./testing/session-world";

const database = useTestDatabase();

let ctx: Ctx;
beforeEach(async () => {
  await database.pool().query("DELETE FROM session");
  ctx = buildCtx(database.pool());
});

const list = (filter: Partial<SessionFilter> = {}, as = ctx) =>
  listSessions(as, { includeArchived: false, order: "desc", limit: 100, ...filter });
const idsOf = (page: Awaited<ReturnType<typeof list>>) => page.data.map((session) => session.id);

/** Sessions of which several share a moment, so that pages end inside a tie. */
async function makeMany(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const moment = new Date(Date.UTC(2024, 0, 1, 0, 0, Math.floor(index / 4)));
    ids.push((await makeRecorded({ ...ctx, clock: () => moment })).id);
  }
  return ids;
}

describe("pages of sessions", () => {
  it.each([1, 2, 3, 5, 7, 40])("hold every session once in both orders and directions, %i to a page", async (limit) => {
    const made = await makeMany(18);
    for (const order of ["asc", "desc"] as const) {
      const expected = order === "asc" ? made : [...made].reverse();
      let page = await list({ order, limit });
      expect(page.prev_page).toBeNull();
      const pages = [idsOf(page)];
      while (page.next_page !== null) {
        page = await list({ order, limit, page: page.next_page });
        pages.push(idsOf(page));
      }
      expect(pages.flat()).toEqual(expected);
      const backwards = [pages.at(-1)];
      while (page.prev_page !== null) {
        page = await list({ order, limit, page: page.prev_page });
        backwards.unshift(idsOf(page));
      }
      expect(backwards).toEqual(pages);
    }
  });

  it("miss and repeat nothing while sessions come and go", async () => {
    const made = await makeMany(12);
    const first = await list({ limit: 5 });
    await makeRecorded(ctx);
    await deleteSession(ctx, made[11] ?? "");
    const second = await list({ limit: 5, page: first.next_page ?? "" });
    const third = await list({ limit: 5, page: second.next_page ?? "" });
    expect([first, second, third].flatMap(idsOf)).toEqual([...made].reverse());
  });

  it("refuse cursors that are forged, of another order, or outside of the filter", async () => {
    await makeMany(4);
    const { next_page } = await list({ limit: 2 });
    const page = next_page ?? "";
    await expect(list({ page: "page_bm9uc2Vuc2U" })).rejects.toMatchObject({ status: 400 });
    await expect(list({ page, order: "asc" })).rejects.toMatchObject({ status: 400 });
    await expect(list({ page, createdAfter: new Date("2025-01-01") })).rejects.toMatchObject({ status: 400 });
    await expect(list({ page, createdBefore: new Date("2023-01-01") })).rejects.toMatchObject({ status: 400 });
    expect(await list({ page, limit: 3, createdFrom: new Date("2023-01-01") })).toMatchObject({ next_page: null });
  });
});

describe("filters of sessions", () => {
  it("select by outcome, title, kind and moment", async () => {
    const [early, late] = await makeMany(8).then((ids) => [ids[0], ids[7]]);
    const named = await makeRecorded(ctx, {
      title: "Pump 3: Überdruck 100%",
      reverie: { recorded: true, outcome: "failure" },
    });
    expect(idsOf(await list({ titleText: "pump 3" }))).toEqual([named.id]);
    expect(idsOf(await list({ titleText: "100%" }))).toEqual([named.id]);
    expect(idsOf(await list({ titleText: "_" }))).toEqual([]);
    expect(idsOf(await list({ outcome: "failure" }))).toEqual([named.id]);
    expect(idsOf(await list({ recorded: false }))).toEqual([]);
    const moment = new Date("2024-01-01T00:00:00Z");
    expect(idsOf(await list({ createdFrom: moment, createdUntil: moment }))).toContain(early);
    expect(idsOf(await list({ createdAfter: moment, createdBefore: new Date("2024-01-02") }))).toContain(late);
    expect(idsOf(await list({ createdAfter: moment }))).not.toContain(early);
  });
});

describe("what an actor sees of sessions", () => {
  it("is limited to sessions all of whose stores it may reach", async () => {
    const [a, b] = await Promise.all(["a", "b"].map((name) => createMemoryStore(ctx, { name })));
    if (a === undefined || b === undefined) throw new Error("no stores");
    const attach = (...ids: string[]) =>
      makeRecorded(ctx, {
        resources: ids.map((memory_store_id) => ({ type: "memory_store", memory_store_id, access: "read_only" })),
      });
    const [none, onlyA, both] = [await attach(), await attach(a.id), await attach(a.id, b.id)];
    const limited = actAs(ctx, ["session:read"], { [a.id]: "read_only" });
    expect(idsOf(await list({}, limited))).toEqual([onlyA.id, none.id]);
    await expect(getSession(limited, both.id)).rejects.toMatchObject({ status: 404 });
    const wide = actAs(ctx, ["session:read"], { [a.id]: "read_only", [b.id]: "read_write" });
    expect(idsOf(await list({}, wide))).toEqual([both.id, onlyA.id, none.id]);
    expect(idsOf(await list({ memoryStoreId: b.id }, limited))).toEqual([]);
    expect(idsOf(await list({}, actAsSession(ctx, both.id, { [a.id]: "read_only" })))).toEqual([both.id]);
  });

  it("ends at the workspace", async () => {
    await database.pool().query("INSERT INTO workspace VALUES ('wrkspc_other', 'Other', now()) ON CONFLICT DO NOTHING");
    const session = await makeRecorded(ctx);
    const foreign: Ctx = { ...ctx, actor: { ...ctx.actor, workspaceId: "wrkspc_other" } };
    expect(idsOf(await list({}, foreign))).toEqual([]);
    await expect(getSession(foreign, session.id)).rejects.toMatchObject({ status: 404 });
  });

  it("is nothing without session:read", async () => {
    const session = await makeRecorded(ctx);
    await expect(list({}, actAs(ctx, ["session:write"]))).rejects.toMatchObject({ status: 403 });
    await expect(getSession(actAs(ctx, ["session:write"]), session.id)).rejects.toMatchObject({ status: 404 });
  });

  it("says what the actor can do with a session", async () => {
    const session = await makeRecorded(ctx);
    const abilities = async (as: Ctx) => (await getSession(as, session.id, { abilities: true })).reverie.abilities;
    expect(await abilities(ctx)).toEqual(["update", "append_events", "create_token", "archive", "delete"]);
    expect(await abilities(actAs(ctx, ["session:read"]))).toEqual([]);
    expect(await abilities(actAsSession(ctx, session.id))).toEqual(["append_events"]);
    expect((await getSession(ctx, session.id)).reverie).not.toHaveProperty("abilities");
  });
});
