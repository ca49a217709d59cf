import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { type MemoryRedaction, memoryRedaction } from "@/lib/contract/memory-redaction";
import { getApplicationPool } from "@/lib/db/pool";
import { createMemory } from "@/lib/memory/create-memory";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const client = () => memoryClient(api);
let secret = "";
beforeEach(() => {
  secret = `hunter${Math.floor(Math.random() * 1e15)}-secret`;
});

const send = (storeId: string, memoryId: string, body: object, init: { apiKey?: string; reason?: string } = {}) =>
  api.send(`/v1/memory_stores/${storeId}/memories/${memoryId}/redact`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: init.reason === undefined ? {} : { "x-reverie-reason": init.reason },
    ...(init.apiKey === undefined ? {} : { apiKey: init.apiKey }),
  });
const redact = async (...request: Parameters<typeof send>): Promise<MemoryRedaction> => {
  const answer = await send(...request);
  const text = await answer.text();
  expect({ status: answer.status, text }).toMatchObject({ status: 200 });
  return memoryRedaction.parse(JSON.parse(text));
};
const contentOf = async (storeId: string, id: string) => (await client().get(storeId, id)).content;

/** Four versions: without, with, with twice, and the head with the secret in its third line. */
async function makeHistory() {
  const store = await client().store();
  const made = await client().create(store.id, "/notes.md", "one\n");
  await client().update(store.id, made.id, { content: `one\nkey ${secret}\n` });
  await client().update(store.id, made.id, { content: `${secret} and ${secret}\n` });
  const head = await client().update(store.id, made.id, { content: `one\ntwo\nthe key is ${secret}.\nfour\n` });
  const { data } = await client().versions(store.id, `?memory_id=${made.id}`);
  return { storeId: store.id, memoryId: made.id, head, versionIds: data.map((version) => version.id) };
}

/** Every row of every table of ours that holds a text. */
async function tablesHolding(text: string): Promise<string[]> {
  const pool = getApplicationPool();
  const { rows } = await pool.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind = 'r'`,
  );
  const holding: string[] = [];
  for (const { name } of rows) {
    const found = await pool.query(`SELECT 1 FROM "${name}" AS t WHERE position($1 IN t::text) > 0 LIMIT 1`, [text]);
    if (found.rows.length > 0) holding.push(name);
  }
  return holding;
}

describe("redacting the text of a live memory", () => {
  it("masks the head and redacts every version that held it, and leaves it nowhere", async () => {
    const { storeId, memoryId, head, versionIds } = await makeHistory();
    const done = await redact(storeId, memoryId, { text: secret, scope: "memory" });
    expect(await contentOf(storeId, memoryId)).toBe("one\ntwo\nthe key is [redacted].\nfour\n");
    expect(done).toMatchObject({ dry_run: false, memory: { id: memoryId, path: "/notes.md", content: null } });
    expect(done.redacted_version_ids).toEqual(versionIds.slice(0, 3));
    expect(done.kept_version_ids).toEqual([]);
    expect(done.places.map((place) => [place.is_head, place.match_count, place.lines])).toEqual([
      [true, 1, [3]],
      [false, 2, [1]],
      [false, 1, [2]],
    ]);
    const { data } = await client().versions(storeId, `?memory_id=${memoryId}`);
    expect(data.map((version) => version.redacted_at !== null)).toEqual([false, true, true, true, false]);
    expect(data[0]).toMatchObject({ operation: "modified", id: done.memory?.memory_version_id });
    expect(await tablesHolding(secret)).toEqual([]);
    expect(await tablesHolding(head.content_sha256)).toEqual([]);
  });

  it("first shows each place in a dry run, and changes nothing by it", async () => {
    const { storeId, memoryId, versionIds } = await makeHistory();
    const other = await client().create(storeId, "/other.md", `also ${secret}`);
    const shown = await redact(storeId, memoryId, { text: secret, scope: "memory", dry_run: true });
    expect(shown).toMatchObject({ dry_run: true, memory: null, redacted_version_ids: [] });
    expect(shown.places.map((place) => place.memory_version_id)).toEqual(versionIds.slice(0, 3));
    expect(shown.elsewhere?.memories).toEqual([{ memory_id: other.id, path: "/other.md" }]);
    expect(shown.elsewhere?.path_holds_text).toBe(false);
    expect((await client().versions(storeId, `?memory_id=${memoryId}`)).data).toHaveLength(4);
    expect(await contentOf(storeId, memoryId)).toContain(secret);
    const nothing = await redact(storeId, memoryId, { text: "stands nowhere", scope: "memory", dry_run: true });
    expect(nothing.places).toEqual([]);
  });

  it("keeps to the head when asked, and says which versions still hold the text", async () => {
    const { storeId, memoryId, versionIds } = await makeHistory();
    const done = await redact(storeId, memoryId, { text: secret, scope: "head" });
    expect(done.redacted_version_ids).toEqual(versionIds.slice(0, 1));
    expect(done.kept_version_ids).toEqual(versionIds.slice(1, 3));
    const rest = await redact(storeId, memoryId, { text: secret, scope: "memory" });
    expect(rest.memory).toBeNull();
    expect(rest.redacted_version_ids).toEqual(versionIds.slice(1, 3));
    expect((await client().versions(storeId, `?memory_id=${memoryId}`)).data).toHaveLength(5);
  });

  it("takes lines by number and keeps the count of lines", async () => {
    const { storeId, memoryId } = await makeHistory();
    const before = await redact(storeId, memoryId, { lines: [[2, 3]], scope: "memory", dry_run: true });
    expect(before.places).toMatchObject([{ is_head: true, lines: [2, 3] }]);
    await redact(storeId, memoryId, { lines: [[2, 3]], scope: "memory" });
    expect(await contentOf(storeId, memoryId)).toBe("one\n[redacted]\n[redacted]\nfour\n");
    const error = await expectError(
      await send(storeId, memoryId, { lines: [[4, 5]], scope: "head" }),
      400,
      "invalid_request_error",
    );
    expect(error.message).toContain("4 lines");
  });

  it("takes PostgreSQL's regular expressions, and refuses broken and costly ones", async () => {
    const { storeId, memoryId } = await makeHistory();
    await redact(storeId, memoryId, { regex: String.raw`hunter\d+-\w+`, scope: "memory" });
    expect(await contentOf(storeId, memoryId)).toBe("one\ntwo\nthe key is [redacted].\nfour\n");
    expect(await tablesHolding(secret)).toEqual([]);
    await expectError(await send(storeId, memoryId, { regex: "(", scope: "head" }), 400, "invalid_request_error");
    await expectError(await send(storeId, memoryId, { regex: "x*", scope: "head" }), 400, "invalid_request_error");
  });

  it("reaches copies in other stores and names them before", async () => {
    const { storeId, memoryId, head } = await makeHistory();
    const copyStore = await client().store();
    const ctx: Ctx = systemContext(getApplicationPool());
    const copy = await createMemory(ctx, {
      memoryStoreId: copyStore.id,
      path: "/copy.md",
      content: `one\ntwo\nthe key is ${secret}.\nfour\n`,
      view: "basic",
      provenance: { origin: { memoryStoreId: storeId, memoryVersionId: head.memory_version_id } },
    });
    const shown = await redact(storeId, memoryId, { text: secret, scope: "head", dry_run: true });
    expect(shown.elsewhere?.copies).toEqual([
      { memory_store_id: copyStore.id, memory_id: copy.id, memory_version_id: copy.memory_version_id },
    ]);
    const apiKey = await api.makeKey({
      permissions: ["memory:read", "memory:redact"],
      memory_stores: [{ memory_store_id: storeId, access: "read_write" }],
    });
    const limited = await redact(storeId, memoryId, { text: secret, scope: "head", dry_run: true }, { apiKey });
    expect(limited.elsewhere).toMatchObject({ copies: [], hidden_copy_count: 1 });
    await redact(storeId, memoryId, { text: secret, scope: "memory" });
    expect(await contentOf(copyStore.id, copy.id)).toBe("[redacted]\n");
    expect(await tablesHolding(secret)).toEqual([]);
  });

  it("redacts what a person saw: a file that changed since is refused", async () => {
    const { storeId, memoryId, head } = await makeHistory();
    const sha256 = createHash("sha256").update("something else").digest("hex");
    const body = { text: secret, scope: "head", precondition: { type: "content_sha256", content_sha256: sha256 } };
    const error = await expectError(await send(storeId, memoryId, body), 409, "memory_precondition_failed_error");
    expect(error.reverie).toMatchObject({ current_content_sha256: head.content_sha256 });
    const seen = { ...body, precondition: { type: "content_sha256", content_sha256: head.content_sha256 } };
    await redact(storeId, memoryId, seen);
  });

  it("needs memory:redact and no more, works in an archived store, and hides what is out of reach", async () => {
    const { storeId, memoryId } = await makeHistory();
    const body = { text: secret, scope: "memory" };
    const writer = await api.makeKey({ permissions: ["memory:read", "memory:write"] });
    await expectError(await send(storeId, memoryId, body, { apiKey: writer }), 403, "permission_error");
    const stranger = await api.makeKey({
      roles: ["compliance"],
      memory_stores: [{ memory_store_id: (await client().store()).id, access: "read_write" }],
    });
    await expectError(await send(storeId, memoryId, body, { apiKey: stranger }), 404, "not_found_error");
    await expectError(await send(storeId, "mem_unknown", body), 404, "not_found_error");
    await client().archive(storeId);
    const compliance = await api.makeKey({ roles: ["compliance"] });
    await redact(storeId, memoryId, body, { apiKey: compliance });
    expect(await contentOf(storeId, memoryId)).not.toContain(secret);
  });

  it("refuses requests that name nothing, two things, or a text that is not there", async () => {
    const { storeId, memoryId } = await makeHistory();
    for (const body of [
      { scope: "head" },
      { text: "a", regex: "b", scope: "head" },
      { text: "", scope: "head" },
      { text: "a" },
      { text: "a", scope: "store" },
      { lines: [[2, 1]], scope: "head" },
      { lines: [[0, 1]], scope: "head" },
      { text: "stands nowhere", scope: "memory" },
    ]) {
      await expectError(await send(storeId, memoryId, body), 400, "invalid_request_error");
    }
    expect((await client().versions(storeId, `?memory_id=${memoryId}`)).data).toHaveLength(4);
  });

  it("keeps the redactor's reason on what was redacted, and nowhere else", async () => {
    const { storeId, memoryId } = await makeHistory();
    const reason = "a customer asked for it";
    const done = await redact(storeId, memoryId, { text: secret, scope: "memory" }, { reason });
    const redacted = await client().version(storeId, done.redacted_version_ids[0] ?? "");
    expect(redacted.reverie).toMatchObject({ reason: null, redaction_reason: reason });
    const masked = await client().version(storeId, done.memory?.memory_version_id ?? "");
    expect(masked.reverie.reason).not.toBe(reason);
    expect(await tablesHolding(reason)).toEqual(["memory_version"]);
    const old = await client().create(storeId, "/old", "text");
    await client().delete(storeId, old.id);
    const answer = await api.send(`/v1/memory_stores/${storeId}/memory_versions/${old.memory_version_id}/redact`, {
      method: "POST",
      headers: { "x-reverie-reason": "by hand" },
    });
    expect(await answer.json()).toMatchObject({ reverie: { redaction_reason: "by hand" } });
  });

  it("races writers: no write is lost and the text is gone from every version of then", async () => {
    const { storeId, memoryId } = await makeHistory();
    await Promise.all([
      redact(storeId, memoryId, { text: secret, scope: "memory" }),
      ...Array.from({ length: 8 }, (_, index) => client().update(storeId, memoryId, { content: `harmless ${index}` })),
    ]);
    expect(await tablesHolding(secret)).toEqual([]);
    const { data } = await client().versions(storeId, `?memory_id=${memoryId}&limit=100`);
    expect(data.map((version) => version.reverie.sequence)).toEqual(data.map((_, index) => data.length - index));
  });
});
