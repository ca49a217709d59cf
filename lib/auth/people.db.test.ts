import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Ctx } from "@/lib/access/context";
import type { Role } from "@/lib/contract/permission";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { acceptInvitation } from "./accept-invitation";
import { findActorByCookie } from "./find-actor";
import { inviteMember } from "./invite-member";
import { listActors, markOf } from "./list-actors";
import { listMembers } from "./list-members";
import { prepareFirstStart } from "./prepare-first-start";
import { removeMember } from "./remove-member";
import { secretSha256 } from "./secret-token";
import { signIn } from "./sign-in";
import { systemContext } from "./system-context";
import { updateMember } from "./update-member";

// A real hash takes half a second here, and most of these tests are about who may do what.
const hashing = vi.hoisted(() => ({ isReal: false }));
vi.mock("./password-hash", async (importOriginal) => {
  const real = await importOriginal<typeof import("./password-hash")>();
  return {
    hashPassword: async (given: string) => (hashing.isReal ? real.hashPassword(given) : `plain$${given}`),
    verifyPassword: async (given: string, stored: string | null) =>
      hashing.isReal ? real.verifyPassword(given, stored) : stored === `plain$${given}`,
  };
});

const database = useTestDatabase();
const password = "correct horse battery";
const ctx = (): Ctx => systemContext(database.pool());
const tokenOf = (url: string) => url.slice(url.indexOf("#") + 1);
const refusal = (status: number) => expect.objectContaining({ status });

async function join(email: string, roles: Role[]) {
  const invited = await inviteMember(ctx(), { email, roles });
  await acceptInvitation(database.pool(), {
    token: tokenOf(invited.url),
    name: "N. N.",
    password,
    email: null,
    address: null,
  });
  return invited.member.id;
}
const trySignIn = (email: string, given: string, address: string | null = null) =>
  signIn(database.pool(), { email, password: given, address });

describe("the first start", () => {
  it("prints a set-up link, a new one each time, and the link makes the first administrator once", async () => {
    const first = await prepareFirstStart({ admin: null, apiKey: null });
    const second = await prepareFirstStart({ admin: null, apiKey: null });
    expect(first.setupLink).toMatch(/\/setup#setup_/);
    expect(second.setupLink).not.toBe(first.setupLink);
    const accept = (link: string | null, email: string | null) =>
      acceptInvitation(database.pool(), {
        token: tokenOf(link ?? ""),
        name: "Ada",
        password,
        email,
        address: "192.0.2.1",
      });
    await expect(accept(first.setupLink, "ada@example.org")).rejects.toEqual(refusal(400));
    await expect(accept(second.setupLink, null)).rejects.toEqual(refusal(400));
    expect(await accept(second.setupLink, "ada@example.org")).toEqual({ email: "ada@example.org" });
    await expect(accept(second.setupLink, "eve@example.org")).rejects.toEqual(refusal(400));
    expect(await prepareFirstStart({ admin: null, apiKey: null })).toEqual({ setupLink: null });
  });

  it("never lets a link from before make a second administrator", async () => {
    const link = "setup_left_over";
    await database.pool().query(
      `INSERT INTO invitation (token_sha256, workspace_id, kind, created_at, expires_at)
       VALUES ($1, 'wrkspc_default', 'setup', now(), now() + interval '1 day')`,
      [secretSha256(link)],
    );
    const late = { token: link, name: "Eve", password, email: "eve@example.org", address: null };
    await expect(acceptInvitation(database.pool(), late)).rejects.toEqual(refusal(400));
    expect((await listMembers(ctx(), { limit: 100 })).data.map((member) => member.email)).toEqual(["ada@example.org"]);
  });
});

describe("an invitation", () => {
  it("is used once, for the person that it was made for", async () => {
    const invited = await inviteMember(ctx(), { email: "Bo@example.org", roles: ["viewer", "viewer"] });
    expect(invited.member).toMatchObject({ status: "invited", roles: ["viewer"] });
    const accept = (given: string) =>
      acceptInvitation(database.pool(), {
        token: tokenOf(invited.url),
        name: "Bo",
        password: given,
        email: "other@example.org",
        address: null,
      });
    await expect(accept("too short")).rejects.toEqual(refusal(400));
    const results = await Promise.allSettled([accept(password), accept(password)]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await trySignIn("bo@EXAMPLE.org", password)).toMatchObject({ email: "Bo@example.org" });
  });

  it("made again ends the one before; a member is not invited twice", async () => {
    const one = await inviteMember(ctx(), { email: "cy@example.org", roles: ["viewer"] });
    const two = await inviteMember(ctx(), { email: "CY@example.org", roles: ["operator"] });
    expect(two.member.id).toBe(one.member.id);
    const accept = (url: string) =>
      acceptInvitation(database.pool(), { token: tokenOf(url), name: "Cy", password, email: null, address: null });
    await expect(accept(one.url)).rejects.toEqual(refusal(400));
    await accept(two.url);
    await expect(inviteMember(ctx(), { email: "cy@example.org", roles: ["admin"] })).rejects.toEqual(refusal(409));
  });

  it("stands hashed in the database, and its token behind # in the link", async () => {
    const invited = await inviteMember(ctx(), { email: "di@example.org", roles: ["viewer"] });
    const { rows } = await database.pool().query("SELECT * FROM invitation");
    expect(JSON.stringify(rows)).not.toContain(tokenOf(invited.url));
    expect(new URL(invited.url).hash).toBe(`#${tokenOf(invited.url)}`);
  });
});

describe("sign-in", () => {
  it("takes the right password only, and says the same of a wrong one and of an unknown person", async () => {
    hashing.isReal = true;
    onTestFinished(() => {
      hashing.isReal = false;
    });
    await join("em@example.org", ["viewer"]);
    expect(await trySignIn("em@example.org", password)).toMatchObject({ email: "em@example.org" });
    expect(await trySignIn("em@example.org", "wrong")).toBeNull();
    expect(await trySignIn("nobody@example.org", password)).toBeNull();
  });

  it("is throttled after eight failures of one person from one address, not from others", async () => {
    await join("fay@example.org", ["viewer"]);
    for (let turn = 0; turn < 8; turn += 1) expect(await trySignIn("fay@example.org", "wrong", "192.0.2.7")).toBeNull();
    await expect(trySignIn("fay@example.org", password, "192.0.2.7")).rejects.toEqual(refusal(429));
    expect(await trySignIn("fay@example.org", password, "192.0.2.8")).not.toBeNull();
  });

  it("leaves every try in the record, without the password", async () => {
    await trySignIn("em@example.org", "a very secret guess");
    const { rows } = await database.pool().query("SELECT * FROM audit_event WHERE action = 'member.sign_in'");
    expect(rows.some((row) => row.outcome === "refused")).toBe(true);
    expect(rows.some((row) => row.outcome === "success")).toBe(true);
    expect(JSON.stringify(rows)).not.toContain("secret guess");
    expect(JSON.stringify(rows)).not.toContain("@example.org");
  });
});

describe("a member", () => {
  it("signed in before roles changed, or removed, has to sign in again or is gone", async () => {
    const id = await join("gus@example.org", ["viewer"]);
    const version = async () => (await trySignIn("gus@example.org", password))?.sessionVersion ?? 0;
    const before = await version();
    expect(await findActorByCookie(database.pool(), { userId: id, sessionVersion: before })).not.toBeNull();
    await updateMember(ctx(), id, ["operator"]);
    expect(await findActorByCookie(database.pool(), { userId: id, sessionVersion: before })).toBeNull();
    const after = await version();
    const actor = await findActorByCookie(database.pool(), { userId: id, sessionVersion: after });
    expect(actor?.permissions.has("memory:write")).toBe(true);
    await removeMember(ctx(), id);
    expect(await findActorByCookie(database.pool(), { userId: id, sessionVersion: after })).toBeNull();
    expect(await trySignIn("gus@example.org", password)).toBeNull();
    await expect(updateMember(ctx(), id, ["admin"])).rejects.toEqual(refusal(404));
  });

  it("with the same roles as before stays signed in", async () => {
    const id = await join("hal@example.org", ["viewer", "operator"]);
    const version = (await trySignIn("hal@example.org", password))?.sessionVersion ?? 0;
    await updateMember(ctx(), id, ["operator", "viewer"]);
    expect(await findActorByCookie(database.pool(), { userId: id, sessionVersion: version })).not.toBeNull();
  });

  it("who is the last administrator can neither step down nor be removed, also by two at once", async () => {
    const admins = (await listMembers(ctx(), { limit: 100 })).data.filter((member) => member.roles.includes("admin"));
    expect(admins).toHaveLength(1);
    const ada = admins[0]?.id ?? "";
    await expect(updateMember(ctx(), ada, ["viewer"])).rejects.toEqual(refusal(409));
    await expect(removeMember(ctx(), ada)).rejects.toEqual(refusal(409));
    const ike = await join("ike@example.org", ["admin"]);
    const both = await Promise.allSettled([updateMember(ctx(), ada, ["viewer"]), removeMember(ctx(), ike)]);
    expect(both.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("names of actors", () => {
  it("resolve for anyone who may read something, and never for a key that may nothing", async () => {
    const id = await join("jo@example.org", ["viewer"]);
    const { data } = await listActors(ctx(), [id, "user_none"]);
    expect(data).toEqual([{ id, type: "actor", kind: "user", name: "N. N.", mark: "NN", dream_id: null }]);
    const nobody = { ...ctx(), actor: { ...ctx().actor, permissions: new Set<never>() } };
    await expect(listActors(nobody, [id])).rejects.toEqual(refusal(403));
    await expect(
      listActors(
        ctx(),
        Array.from({ length: 201 }, () => id),
      ),
    ).rejects.toEqual(refusal(400));
  });

  it("have two letters for a mark, in any script", () => {
    expect(markOf("Ada Lovelace")).toBe("AL");
    expect(markOf("backup-agent 7")).toBe("BA");
    expect(markOf("x")).toBe("X");
    expect(markOf("日本語")).toBe("日本");
    expect(markOf("😀")).toBe("?");
    expect(markOf("")).toBe("?");
  });
});
