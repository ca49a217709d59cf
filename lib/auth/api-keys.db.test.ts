import { encode } from "next-auth/jwt";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { listAuditEvents } from "@/lib/audit/list-audit-events";
import type { Permission } from "@/lib/contract/permission";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { acceptInvitation } from "./accept-invitation";
import { authenticate } from "./authenticate";
import { createApiKey } from "./create-api-key";
import { findActorByApiKey } from "./find-actor";
import { getApiKey } from "./get-api-key";
import { getWhoami } from "./get-whoami";
import { inviteMember } from "./invite-member";
import { listApiKeys } from "./list-api-keys";
import { revokeApiKey } from "./revoke-api-key";
import { systemContext } from "./system-context";
import { updateMember } from "./update-member";

const database = useTestDatabase();
const ctx = (): Ctx => systemContext(database.pool());
const refusal = (status: number) => expect.objectContaining({ status });
const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const allowedOnly = (...permissions: Permission[]): Ctx => ({
  ...ctx(),
  actor: { ...ctx().actor, permissions: new Set(permissions) },
});

afterEach(() => vi.unstubAllEnvs());

describe("a key", () => {
  it("is told in full once, and kept as a hash only", async () => {
    const { secret, ...key } = await createApiKey(ctx(), { name: "CI", permissions: ["memory:read"] });
    expect(secret).toMatch(/^rvk_[\w-]{43}$/);
    expect(key.hint).toBe(secret.slice(-4));
    expect(await getApiKey(ctx(), key.id)).toEqual(key);
    expect((await listApiKeys(ctx(), { limit: 100 })).data).toContainEqual(key);
    const { rows } = await database.pool().query("SELECT api_key::text AS kept FROM api_key WHERE id = $1", [key.id]);
    expect(rows[0].kept).not.toContain(secret.slice(4));
    const { data } = await listAuditEvents(ctx(), { target: key.id, limit: 9 });
    expect(JSON.stringify(data)).not.toContain(secret.slice(4));
    expect(data.map(({ action }) => action)).toEqual(["api_key.create"]);
  });

  it("acts as itself with what it was given, and nothing else", async () => {
    const { secret, id } = await createApiKey(ctx(), { name: "CI", permissions: ["memory:read", "memory:write"] });
    const actor = await findActorByApiKey(database.pool(), secret, new Date());
    expect(actor).toMatchObject({ kind: "api_key", id, reach: { kind: "workspace" } });
    expect([...(actor?.permissions ?? [])].sort()).toEqual(["memory:read", "memory:write"]);
    for (const wrong of [`${secret}x`, secret.slice(0, -1), secret.toUpperCase(), "", "rvk_"]) {
      expect(await findActorByApiKey(database.pool(), wrong, new Date())).toBeNull();
    }
  });

  it("never administrates when it is limited to stores, whatever its roles", async () => {
    const store = await createMemoryStore(ctx(), { name: "n" });
    const grants = [{ memory_store_id: store.id, access: "read_only" as const }];
    const { secret } = await createApiKey(ctx(), { name: "narrow", roles: ["admin"], memory_stores: grants });
    const actor = await findActorByApiKey(database.pool(), secret, new Date());
    expect(actor?.permissions.has("admin")).toBe(false);
    expect(actor?.permissions.has("memory:read")).toBe(true);
    expect(actor?.reach).toEqual({ kind: "stores", access: new Map([[store.id, "read_only"]]) });
    const me = actor && (await getWhoami({ ...ctx(), actor }));
    expect(me).toMatchObject({ name: "narrow", email: null, memory_stores: grants });
  });

  it("ends at its moment, and at once when it is revoked; a second revocation changes nothing", async () => {
    const { secret, id } = await createApiKey(ctx(), {
      name: "short",
      permissions: ["memory:read"],
      expires_at: minutesFromNow(5).toISOString(),
    });
    const at = async (minutes: number) =>
      (await findActorByApiKey(database.pool(), secret, minutesFromNow(minutes)))?.id;
    expect([await at(0), await at(4), await at(5.1)]).toEqual([id, id, undefined]);
    const revoked = await revokeApiKey(ctx(), id);
    expect(revoked.revoked_at).not.toBeNull();
    expect(await at(0)).toBeUndefined();
    expect(await revokeApiKey(ctx(), id)).toEqual(revoked);
    const { data } = await listAuditEvents(ctx(), { target: id, action: "api_key.revoke", limit: 9 });
    expect(data).toHaveLength(1);
  });

  it("notes when it was last used to the minute, so that use costs no write a request", async () => {
    const { secret, id } = await createApiKey(ctx(), { name: "busy", permissions: ["memory:read"] });
    const first = minutesFromNow(0);
    const lastUsed = async () => (await getApiKey(ctx(), id)).last_used_at;
    expect(await lastUsed()).toBeNull();
    await findActorByApiKey(database.pool(), secret, first);
    await findActorByApiKey(database.pool(), secret, new Date(first.getTime() + 59_000));
    expect(await lastUsed()).toBe(first.toISOString());
    const later = new Date(first.getTime() + 61_000);
    await findActorByApiKey(database.pool(), secret, later);
    expect(await lastUsed()).toBe(later.toISOString());
  });

  it("is not made for a store that there is not, twice for one, for the past, or by who may not", async () => {
    const store = await createMemoryStore(ctx(), { name: "n" });
    const grant = { memory_store_id: store.id, access: "read_write" as const };
    const count = async () => (await listApiKeys(ctx(), { limit: 100 })).data.length;
    const before = await count();
    const make = (body: object, by = ctx()) => createApiKey(by, { name: "x", ...body });
    await expect(make({ memory_stores: [grant, grant] })).rejects.toEqual(refusal(400));
    await expect(make({ memory_stores: [{ ...grant, memory_store_id: "memstore_none" }] })).rejects.toEqual(
      refusal(404),
    );
    await expect(make({ expires_at: minutesFromNow(-1).toISOString() })).rejects.toEqual(refusal(400));
    await expect(make({}, allowedOnly("memory:write", "audit:read"))).rejects.toEqual(refusal(403));
    expect(await count()).toBe(before);
  });

  it("is listed newest first, each once over the pages, to administrators only", async () => {
    const made = [];
    for (const name of ["one", "two", "three"]) made.push((await createApiKey(ctx(), { name })).id);
    const seen: string[] = [];
    for (let page: string | undefined; ; ) {
      const answer = await listApiKeys(ctx(), { limit: 2, page });
      seen.push(...answer.data.map(({ id }) => id));
      if (answer.next_page === null) break;
      page = answer.next_page;
    }
    expect(seen.slice(0, 3)).toEqual(made.toReversed());
    expect(new Set(seen).size).toBe(seen.length);
    await expect(listApiKeys(ctx(), { limit: 2, page: "forged" })).rejects.toEqual(refusal(400));
    for (const use of [
      listApiKeys(allowedOnly("memory:read"), { limit: 1 }),
      getApiKey(allowedOnly(), made[0] ?? ""),
    ]) {
      await expect(use).rejects.toEqual(refusal(403));
    }
    await expect(revokeApiKey(allowedOnly("audit:read"), made[0] ?? "")).rejects.toEqual(refusal(403));
    await expect(getApiKey(ctx(), "apikey_none")).rejects.toEqual(refusal(404));
    await expect(revokeApiKey(ctx(), "apikey_none")).rejects.toEqual(refusal(404));
  });
});

describe("authenticate", () => {
  const ask = (headers: Record<string, string>, method = "GET") =>
    authenticate(database.pool(), { method, header: (name) => headers[name.toLowerCase()] });

  async function signedIn(roles: ("admin" | "viewer")[] = ["admin"]) {
    vi.stubEnv("NEXTAUTH_SECRET", "a secret of this test");
    const invited = await inviteMember(ctx(), { email: `p${Math.random()}@example.org`, roles });
    const token = invited.url.slice(invited.url.indexOf("#") + 1);
    const base = { token, name: "Ann", password: "correct horse battery", email: null, address: null };
    await acceptInvitation(database.pool(), base);
    const { rows } = await database
      .pool()
      .query("SELECT session_version FROM member WHERE id = $1", [invited.member.id]);
    const claim = { sub: invited.member.id, sessionVersion: rows[0].session_version };
    const cookie = `next-auth.session-token=${await encode({ token: claim, secret: "a secret of this test" })}`;
    return { id: invited.member.id, cookie };
  }

  it("takes a key as bearer or in its own header, whatever the letter case of the scheme", async () => {
    const { secret, id } = await createApiKey(ctx(), { name: "k", permissions: ["memory:read"] });
    for (const headers of [
      { authorization: `Bearer ${secret}` },
      { authorization: `bearer  ${secret} ` },
      { "x-api-key": secret },
    ]) {
      expect(await ask(headers)).toMatchObject({ actor: { id }, via: "api" });
    }
  });

  it.each([
    ["nothing", {}],
    ["an unknown key", { authorization: "Bearer rvk_unknown" }],
    ["another scheme", { authorization: "Basic cnZrOng=" }],
    ["an empty bearer", { authorization: "Bearer " }],
    ["an empty header", { "x-api-key": "" }],
    ["a broken cookie", { cookie: "next-auth.session-token=x.y.z" }],
  ])("refuses %s", async (_, headers) => {
    await expect(ask(headers as Record<string, string>)).rejects.toEqual(refusal(401));
  });

  it("does not fall back on the cookie of a person when the key that was sent is wrong", async () => {
    const { cookie } = await signedIn();
    await expect(ask({ cookie, host: "localhost", authorization: "Bearer rvk_unknown" })).rejects.toEqual(refusal(401));
  });

  it("lets a cookie read from our own hosts, and change only from our own pages", async () => {
    const { cookie, id } = await signedIn();
    const own = { cookie, host: "localhost:3000" };
    expect(await ask(own)).toMatchObject({ actor: { kind: "user", id }, via: "console" });
    for (const extra of [{ origin: "http://localhost:3000" }, { "sec-fetch-site": "same-origin" }]) {
      expect(await ask({ ...own, ...extra }, "POST")).toMatchObject({ actor: { id } });
    }
    const foreign = [
      {},
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ];
    for (const extra of foreign) await expect(ask({ ...own, ...extra }, "POST")).rejects.toEqual(refusal(403));
    await expect(ask({ cookie, host: "rebound.example" })).rejects.toEqual(refusal(403));
    await expect(ask({ cookie })).rejects.toEqual(refusal(403));
  });

  it("forgets a cookie as soon as the roles of its person change", async () => {
    const { cookie, id } = await signedIn(["viewer"]);
    const own = { cookie, host: "localhost" };
    expect((await ask(own)).actor.id).toBe(id);
    await updateMember(ctx(), id, ["admin"]);
    await expect(ask(own)).rejects.toEqual(refusal(401));
  });
});
