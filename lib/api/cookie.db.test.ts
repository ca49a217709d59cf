import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { acceptInvitation } from "@/lib/auth/accept-invitation";
import { inviteMember } from "@/lib/auth/invite-member";
import { signIn } from "@/lib/auth/sign-in";
import { systemContext } from "@/lib/auth/system-context";
import { updateMember } from "@/lib/auth/update-member";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createApi } from "./app";
import { expectError } from "./testing/expect-error";

const database = useTestDatabase();
const api = createApi();
const secret = "a secret of this installation";
const email = "ada@example.org";
const password = "correct horse battery";
let userId = "";

async function freshCookie(): Promise<string> {
  const person = await signIn(database.pool(), { email, password, address: null });
  const token = await encode({ token: { sub: person?.userId ?? "", sessionVersion: person?.sessionVersion }, secret });
  return `next-auth.session-token=${token}`;
}

beforeAll(async () => {
  vi.stubEnv("NEXTAUTH_SECRET", secret);
  vi.stubEnv("REVERIE_PUBLIC_URL", "https://memory.example.org");
  const invited = await inviteMember(systemContext(database.pool()), { email, roles: ["operator"] });
  userId = invited.member.id;
  const token = invited.url.slice(invited.url.indexOf("#") + 1);
  await acceptInvitation(database.pool(), { token, name: "Ada", password, email: null, address: null });
  return () => vi.unstubAllEnvs();
});

const create = (headers: Record<string, string>) =>
  api.request("http://memory.example.org/v1/memory_stores", {
    method: "POST",
    body: '{"name":"by cookie"}',
    headers: { host: "memory.example.org", ...headers },
  });
const list = (headers: Record<string, string>) =>
  api.request("http://memory.example.org/v1/memory_stores", { headers: { host: "memory.example.org", ...headers } });
const storeCount = async () => (await database.pool().query("SELECT count(*) AS n FROM memory_store")).rows[0].n;

describe("a signed-in browser", () => {
  it("reads and, from our own pages, writes as the person, through the console", async () => {
    const cookie = await freshCookie();
    expect((await list({ cookie })).status).toBe(200);
    const store = await create({ cookie, origin: "https://memory.example.org" });
    expect(store.status).toBe(200);
    const { id } = (await store.json()) as { id: string };
    const memory = await api.request(`http://localhost/v1/memory_stores/${id}/memories`, {
      method: "POST",
      body: '{"path":"/a","content":""}',
      headers: { host: "localhost:3000", cookie, "sec-fetch-site": "same-origin" },
    });
    expect(memory.status).toBe(200);
    const { rows } = await database.pool().query("SELECT author_kind, author_id, via FROM memory_version");
    expect(rows).toEqual([{ author_kind: "user", author_id: userId, via: "console" }]);
  });

  it("changes nothing on behalf of another site, or of a page that does not say where it is from", async () => {
    const cookie = await freshCookie();
    const before = await storeCount();
    for (const headers of [
      {},
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "https://memory.example.org:8443" },
      { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "none" },
    ]) {
      await expectError(await create({ cookie, ...headers }), 403, "permission_error");
    }
    expect(await storeCount()).toBe(before);
  });

  it("is refused under a host name that is not ours, so that a rebound name reads nothing", async () => {
    const cookie = await freshCookie();
    for (const host of ["evil.example", "localhost.evil.example", "memory.example.org.evil.example"]) {
      await expectError(await list({ cookie, host }), 403, "permission_error");
      await expectError(await create({ cookie, host, origin: `https://${host}` }), 403, "permission_error");
    }
  });

  it("has to sign in again when its person's roles changed", async () => {
    const cookie = await freshCookie();
    await updateMember(systemContext(database.pool()), userId, ["viewer"]);
    await expectError(await list({ cookie }), 401, "authentication_error");
    const again = await freshCookie();
    expect((await list({ cookie: again })).status).toBe(200);
    await expectError(await create({ cookie: again, origin: "https://memory.example.org" }), 403, "permission_error");
  });

  it("with a key beside the cookie acts as the key", async () => {
    const cookie = await freshCookie();
    await expectError(await list({ cookie, "x-api-key": "nonsense" }), 401, "authentication_error");
  });
});
