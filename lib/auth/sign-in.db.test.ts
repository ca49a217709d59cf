import { setTimeout } from "node:timers/promises";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Role } from "@/lib/contract/permission";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { withTransaction } from "@/lib/db/transaction";
import { acceptInvitation } from "./accept-invitation";
import { findActorByCookie } from "./find-actor";
import { inviteMember } from "./invite-member";
import { listMembers } from "./list-members";
import { removeMember } from "./remove-member";
import { signIn } from "./sign-in";
import { systemContext } from "./system-context";
import { updateMember } from "./update-member";

// Real hashes take half a second each here, and are password-hash.test.ts's matter; these keep the pause in which races happen.
vi.mock("./password-hash", () => ({
  hashPassword: async (password: string) => {
    await setTimeout(10);
    return `plain$${password}`;
  },
  verifyPassword: async (password: string, stored: string | null) => {
    await setTimeout(10);
    return stored === `plain$${password}`;
  },
}));

const database = useTestDatabase();
const password = "correct horse battery";
const ctx = (): Ctx => systemContext(database.pool());
const tokenOf = (url: string) => url.slice(url.indexOf("#") + 1);
const refusal = (status: number) => expect.objectContaining({ status });

beforeEach(async () => {
  await database.pool().query("DELETE FROM invitation; DELETE FROM member");
});

const invite = (email: string, roles: Role[] = ["viewer"]) => inviteMember(ctx(), { email, roles });
const accept = (url: string, given = password, name = "N. N.") =>
  acceptInvitation(database.pool(), { token: tokenOf(url), name, password: given, email: null, address: null });
async function join(email: string, roles: Role[] = ["viewer"]): Promise<string> {
  const invited = await invite(email, roles);
  await accept(invited.url);
  return invited.member.id;
}
const trySignIn = (email: string, given = password, address: string | null = "192.0.2.1") =>
  signIn(database.pool(), { email, password: given, address });
/** Failures to sign in as `memberId` from `address`, as the record holds them some time later. */
async function recordFailures(memberId: string, address: string, count: number, minutesAgo = 1): Promise<void> {
  await withTransaction(database.pool(), async (tx) => {
    const target = { type: "member", id: memberId };
    for (let index = 0; index < count; index++) {
      const entry = { action: "member.sign_in", target, outcome: "refused" as const };
      await recordAuditEvent(tx, { ...ctx(), address, requestId: "back then" }, entry);
    }
    await tx.query(
      `UPDATE audit_event SET request_id = NULL, created_at = created_at - make_interval(mins => $1)
       WHERE request_id = 'back then'`,
      [minutesAgo],
    );
  });
}

describe("guessing passwords", () => {
  it("is stopped at eight also when all guesses come at once, and then even the right one is not told", async () => {
    await join("ann@example.org");
    const guesses = [...Array.from({ length: 23 }, (_, index) => `wrong guess ${index}`), password];
    const answers = await Promise.allSettled(guesses.map((guess) => trySignIn("ann@example.org", guess)));
    const wrong = answers.filter((answer) => answer.status === "fulfilled" && answer.value === null);
    expect(wrong.length).toBeLessThanOrEqual(8);
    for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toEqual(refusal(429));
    await expect(trySignIn("ann@example.org")).rejects.toEqual(refusal(429));
  });

  it.each([
    { whom: "one person from one address", failures: 8, of: "them", from: "192.0.2.11", to: "192.0.2.11" },
    { whom: "many persons from one address", failures: 40, of: "others", from: "192.0.2.12", to: "192.0.2.12" },
    { whom: "one person from many addresses", failures: 80, of: "them", from: "192.0.2.13", to: "198.51.100.7" },
  ])("is stopped for $whom, for a quarter of an hour", async ({ failures, of, from, to }) => {
    const email = `bea${failures}@example.org`;
    const id = await join(email);
    const target = of === "them" ? id : "unknown";
    await recordFailures(target, from, 2 * failures, 16);
    await recordFailures(target, from, failures - 1, 14);
    expect(await trySignIn(email, password, to)).not.toBeNull();
    await recordFailures(target, from, 1, 14);
    await expect(trySignIn(email, password, to)).rejects.toEqual(refusal(429));
  });

  it("at persons who are not there does not lock out those who are", async () => {
    await join("cleo@example.org");
    await recordFailures("unknown", "203.0.113.9", 100);
    expect(await trySignIn("cleo@example.org")).not.toBeNull();
    await expect(trySignIn("cleo@example.org", password, "203.0.113.9")).rejects.toEqual(refusal(429));
  });

  it("with text that no database holds is a wrong password like any other", async () => {
    expect(await trySignIn("nul\0@example.org", "x")).toBeNull();
    expect(await trySignIn("\ud800@example.org", "\ud800\0")).toBeNull();
  });
});

describe("a password", () => {
  it("counts characters, not bytes or halves of them, and leaves the link good where it is refused", async () => {
    const { url } = await invite("dan@example.org");
    for (const short of ["", "eleven char", "\u{1f600}".repeat(11)]) {
      await expect(accept(url, short)).rejects.toEqual(refusal(400));
    }
    await expect(accept(url, password, "N\0N")).rejects.toEqual(refusal(400));
    await accept(url, "\u{1f600}".repeat(12));
    expect(await trySignIn("dan@example.org", "\u{1f600}".repeat(12))).not.toBeNull();
  });
});

describe("an invitation", () => {
  it("that two persons race for is won by one, whose password alone holds", async () => {
    const { url } = await invite("fox@example.org");
    const passwords = ["the first password", "the other password"];
    const results = await Promise.allSettled(passwords.map((given) => accept(url, given)));
    const won = results.findIndex((result) => result.status === "fulfilled");
    expect(results.filter((result) => result.status === "rejected")).toEqual([
      expect.objectContaining({ reason: refusal(400) }),
    ]);
    expect(await trySignIn("fox@example.org", passwords[won])).not.toBeNull();
    expect(await trySignIn("fox@example.org", passwords[1 - won])).toBeNull();
  });

  it("made by two at once, in different capitals, makes one place and leaves one good link", async () => {
    const invited = await Promise.all([
      invite("gil@example.org"),
      invite("GIL@Example.org"),
      invite("gil@example.org"),
    ]);
    expect(new Set(invited.map(({ member }) => member.id)).size).toBe(1);
    const results = [];
    for (const { url } of invited)
      results.push(
        await accept(url).then(
          () => "good",
          () => "ended",
        ),
      );
    expect(results.sort()).toEqual(["ended", "ended", "good"]);
  });

  it("used, made anew and taken back at the same moment never leaves a person who should be gone", async () => {
    for (let round = 0; round < 2; round++) {
      const email = `hugo${round}@example.org`;
      const { url, member } = await invite(email);
      const [used, anew, removed] = await Promise.allSettled([
        accept(url),
        invite(email),
        removeMember(ctx(), member.id),
      ]);
      for (const result of [used, anew, removed]) {
        if (result.status === "rejected") expect([400, 404, 409]).toContain(result.reason.status);
      }
      expect(removed.status).toBe("fulfilled");
      const { rows } = await database
        .pool()
        .query("SELECT 1 FROM invitation i JOIN member m ON m.id = i.member_id WHERE m.removed_at IS NOT NULL");
      expect(rows).toEqual([]);
      // Whoever is left came by the second invitation, which is a place of its own.
      const left = (await listMembers(ctx(), { limit: 100 })).data.filter((one) => one.email === email);
      expect(left.every((one) => one.id !== member.id)).toBe(true);
    }
  });

  it("of somebody who was removed is worth nothing, and a new one makes a new person", async () => {
    const first = await invite("ida@example.org", ["admin"]);
    await removeMember(ctx(), first.member.id);
    await expect(accept(first.url)).rejects.toEqual(refusal(400));
    const second = await invite("ida@example.org", ["viewer"]);
    expect(second.member).toMatchObject({ roles: ["viewer"] });
    expect(second.member.id).not.toBe(first.member.id);
  });

  it("has no life after seven days", async () => {
    const eightDaysAgo = new Date(Date.now() - 8 * 86_400_000);
    const late = await inviteMember({ ...ctx(), clock: () => eightDaysAgo }, { email: "jim@example.org", roles: [] });
    await expect(accept(late.url)).rejects.toEqual(refusal(400));
  });
});

describe("a person who is removed while signed in", () => {
  it("is nobody from that moment, and a sign-in on its way does not bring them back", async () => {
    await join("root@example.org", ["admin"]);
    for (let round = 0; round < 3; round++) {
      const email = `kim${round}@example.org`;
      const id = await join(email);
      const [signed] = await Promise.all([trySignIn(email), removeMember(ctx(), id)]);
      if (signed !== null) expect(await findActorByCookie(database.pool(), signed)).toBeNull();
      expect(await trySignIn(email)).toBeNull();
    }
  });

  it("loses rights with the change of roles, never keeps some of both", async () => {
    await join("root@example.org", ["admin"]);
    const id = await join("lee@example.org", ["admin"]);
    const signed = await trySignIn("lee@example.org");
    if (signed === null) throw new Error("the sign-in failed");
    const [before] = await Promise.all([
      findActorByCookie(database.pool(), signed),
      updateMember(ctx(), id, ["viewer"]),
    ]);
    if (before !== null) expect(before.permissions.has("admin")).toBe(true);
    expect(await findActorByCookie(database.pool(), signed)).toBeNull();
    const again = await trySignIn("lee@example.org");
    const after = again === null ? null : await findActorByCookie(database.pool(), again);
    expect(after?.permissions.has("admin")).toBe(false);
  });

  it("can be one of two administrators who remove each other, of whom one stays", async () => {
    const ids = [await join("max@example.org", ["admin"]), await join("mia@example.org", ["admin"])];
    const results = await Promise.allSettled(ids.map((id) => removeMember(ctx(), id)));
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    const left = (await listMembers(ctx(), { limit: 100 })).data;
    expect(left.map((member) => member.roles)).toEqual([["admin"]]);
  });
});
