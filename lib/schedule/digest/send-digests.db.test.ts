import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DreamScheduleRun, ScheduleNotify } from "@/lib/contract/dream-schedule";
import { discardDream } from "@/lib/dream/discard-dream";
import { proposing } from "@/lib/dream/testing/proposing-engine";
import { getSchedule } from "../get-schedule";
import { useMailServer } from "../testing/mail-server";
import { useScheduleWorld } from "../testing/schedule-world";
import { sendDigests } from "./send-digests";

const world = useScheduleWorld();
const server = useMailServer();
const secret = "the vault's door code is 4711";

beforeEach(async () => {
  world.startOver();
  server.received.length = 0;
  server.refuseWith(null);
  process.env.SMTP_URL = server.url();
  process.env.REVERIE_MAIL_FROM = "Reverie <reverie@example.com>";
  process.env.REVERIE_PUBLIC_URL = "https://memory.example.com";
  await world.pool().query("DELETE FROM dream_digest");
});
afterEach(() => {
  delete process.env.SMTP_URL;
  delete process.env.REVERIE_MAIL_FROM;
  delete process.env.REVERIE_PUBLIC_URL;
});

/** A run that ended with something to decide. */
async function awaiting(notify: ScheduleNotify) {
  const storeId = await world.makeAgentStore({
    [`/${secret.replaceAll(" ", "-")}.md`]: `${secret}\n`,
    "/b.md": "two\n",
  });
  await world.record(storeId);
  const { id } = await world.makeSchedule({ memory_store_id: storeId, notify });
  world.setNow("2026-06-01T05:00:00Z");
  await world.look();
  const run = await world.onlyRun(id);
  await world.dreamOn(
    run,
    proposing(
      { path: `/${secret.replaceAll(" ", "-")}.md`, content: `${secret}, and more\n` },
      { path: "/b.md", content: null },
    ),
  );
  await world.settle();
  const digests = async (): Promise<DreamScheduleRun["digests"]> =>
    (await getSchedule(world.ctx(), id)).last_run?.digests ?? [];
  return { dreamId: run.dream_id ?? "", digests };
}

/** Quoted-printable folds long lines. */
const unfold = (raw = "") => raw.replaceAll("=\r\n", "");
const send = () => sendDigests(world.environment());
const later = (minutes: number) => world.setNow(new Date(world.clock().getTime() + minutes * 60_000));

describe("a digest", () => {
  it("reaches each recipient once, by SMTP, and its delivery is on record", async () => {
    const { dreamId, digests } = await awaiting({ emails: ["ada@example.com", "Ada@example.com", "bo@example.com"] });
    await Promise.all([send(), send()]);
    expect(server.received.map((mail) => mail.to.join()).sort()).toEqual(["Ada@example.com", "bo@example.com"]);
    const [mail] = server.received;
    expect(mail?.from).toBe("reverie@example.com");
    expect(mail?.raw).toMatch(/^Subject: 2 decisions for Team notes$/m);
    expect(mail?.raw).toContain("Content-Type: text/plain");
    expect(mail?.raw).toContain("Content-Type: text/html");
    expect(unfold(mail?.raw)).toContain(`https://memory.example.com/dreams/${dreamId}`);
    expect(await digests()).toMatchObject([
      { recipient: "Ada@example.com", state: "sent", attempts: 1, error: null },
      { recipient: "bo@example.com", state: "sent", attempts: 1, error: null },
    ]);
  });

  it("holds nothing of what memory or the dream says: no text, no path, no claim", async () => {
    await awaiting({ emails: ["ada@example.com"] });
    await send();
    const raw = unfold(server.received[0]?.raw);
    expect(raw).not.toContain("vault");
    expect(raw).not.toContain("4711");
    expect(raw).not.toContain("There is something to learn");
  });

  it("goes to whoever may review at that time, and to nobody who was removed or only reads", async () => {
    const member = (id: string, roles: string, removed = "NULL") =>
      world.pool().query(
        `INSERT INTO member (id, workspace_id, email, password_hash, roles, created_at, removed_at)
         VALUES ('user_${id}', 'wrkspc_default', '${id}@example.com', 'x', '{${roles}}', now(), ${removed})`,
      );
    await member("reviewer", "reviewer");
    await member("boss", "admin");
    await member("reader", "viewer");
    await member("gone", "admin", "now()");
    const { digests } = await awaiting({ reviewers: true, emails: ["boss@example.com"] });
    expect((await digests()).map((digest) => digest.recipient)).toEqual(["boss@example.com", "reviewer@example.com"]);
  });

  it("is tried again with growing pauses while the server is away or busy, and given up after a day", async () => {
    const { digests } = await awaiting({ emails: ["ada@example.com"] });
    server.refuseWith(451);
    const began = world.clock().getTime();
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 7; attempt++) {
      await send();
      await send();
      const [digest] = await digests();
      expect(digest).toMatchObject({ attempts: attempt, error: "smtp_451" });
      if (digest?.next_attempt_at == null) break;
      pauses.push((new Date(digest.next_attempt_at).getTime() - world.clock().getTime()) / 60_000);
      world.setNow(digest.next_attempt_at);
    }
    expect(pauses).toEqual([1, 5, 30, 120, 360, 720]);
    expect(await digests()).toMatchObject([{ state: "failed", attempts: 7 }]);
    expect(world.clock().getTime() - began).toBeLessThan(24 * 60 * 60_000);
  });

  it("arrives when the server is back", async () => {
    const { digests } = await awaiting({ emails: ["ada@example.com"] });
    process.env.SMTP_URL = "smtp://127.0.0.1:1";
    await send();
    expect(await digests()).toMatchObject([{ state: "pending", error: "esocket" }]);
    process.env.SMTP_URL = server.url();
    later(2);
    await send();
    expect(await digests()).toMatchObject([{ state: "sent", attempts: 2, error: null }]);
  });

  it("is not tried again when the server refuses it for good", async () => {
    const { digests } = await awaiting({ emails: ["nobody@example.com"] });
    server.refuseWith(550);
    await send();
    expect(await digests()).toMatchObject([{ state: "failed", attempts: 1, error: "smtp_550" }]);
  });

  it("is not sent when all was decided meanwhile", async () => {
    const { dreamId, digests } = await awaiting({ emails: ["ada@example.com"] });
    await discardDream(world.ctx(), dreamId);
    await send();
    expect(server.received).toEqual([]);
    expect(await digests()).toMatchObject([{ state: "failed", error: "nothing_to_review" }]);
  });

  it("says at once that there is no mail server, where there is none", async () => {
    delete process.env.SMTP_URL;
    const { digests } = await awaiting({ emails: ["ada@example.com"] });
    await send();
    expect(await digests()).toMatchObject([{ state: "failed", attempts: 0, error: "not_configured" }]);
  });
});
