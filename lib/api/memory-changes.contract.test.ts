import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const stores = memoryClient(api);
const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const guard = (content: string) => ({ type: "content_sha256", content_sha256: sha256(content) });
const invalid = async (response: Promise<Response>) => expectError(await response, 400, "invalid_request_error");

describe("update", () => {
  it("renames without touching the content and keeps the id", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "text");
    const moved = await stores.update(store.id, memory.id, { path: "/b/c" });
    expect(moved).toMatchObject({ id: memory.id, path: "/b/c", content_sha256: memory.content_sha256 });
    expect(moved.memory_version_id).not.toBe(memory.memory_version_id);
    expect(moved.updated_at > memory.updated_at).toBe(true);
    expect(moved.created_at).toBe(memory.created_at);
    expect((await stores.create(store.id, "/a")).id).not.toBe(memory.id);
  });

  it("changes path and content as one version, or nothing at all", async () => {
    const store = await stores.store();
    const blocker = await stores.create(store.id, "/taken/by/this");
    const memory = await stores.create(store.id, "/a", "one");
    await stores.update(store.id, memory.id, { path: "/b", content: "two" });
    const versions = (await stores.versions(store.id, `?memory_id=${memory.id}&view=full`)).data;
    expect(versions).toMatchObject([
      { operation: "modified", path: "/b", content: "two" },
      { operation: "created", path: "/a", content: "one" },
    ]);
    for (const path of ["/taken/by/this", "/taken", "/taken/by/this/x"]) {
      const response = await stores.send("POST", `/${store.id}/memories/${memory.id}`, { path, content: "three" });
      const error = await expectError(response, 409, "memory_path_conflict_error");
      expect(error).toMatchObject({ conflicting_path: "/taken/by/this", conflicting_memory_id: blocker.id });
    }
    expect(await stores.get(store.id, memory.id)).toMatchObject({ path: "/b", content: "two" });
    expect((await stores.versions(store.id, `?memory_id=${memory.id}`)).data).toHaveLength(2);
  });

  it("may move a memory below or above its own old path", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a");
    expect((await stores.update(store.id, memory.id, { path: "/a/b" })).path).toBe("/a/b");
    expect((await stores.update(store.id, memory.id, { path: "/a" })).path).toBe("/a");
  });

  it("that changes nothing adds no version, whatever its precondition says", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "text");
    const stale = guard("something else");
    for (const body of [
      {},
      { content: "text" },
      { path: "/a" },
      { content: "text", path: "/a", precondition: stale },
      { content: "text", precondition: stale },
      { path: "/a", precondition: stale },
      { precondition: stale },
      { content: null, path: null, precondition: null },
    ]) {
      expect(await stores.update(store.id, memory.id, body)).toEqual(memory);
    }
    expect((await stores.versions(store.id)).data).toHaveLength(1);
  });

  it("with a precondition that holds is applied, also when it only renames", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "one");
    await stores.update(store.id, memory.id, { content: "two", precondition: guard("one") });
    const moved = await stores.update(store.id, memory.id, { path: "/b", precondition: guard("two") });
    expect(moved.path).toBe("/b");
    const refused = await stores.send("POST", `/${store.id}/memories/${memory.id}`, {
      path: "/c",
      precondition: guard("one"),
    });
    await expectError(refused, 409, "memory_precondition_failed_error");
    expect((await stores.get(store.id, memory.id)).path).toBe("/b");
  });

  it("with a precondition that fails writes nothing and says what is there now", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "now");
    const response = await stores.send("POST", `/${store.id}/memories/${memory.id}`, {
      content: "next",
      precondition: guard("before"),
    });
    expect(response.headers.get("x-should-retry")).toBe("false");
    const error = await expectError(response, 409, "memory_precondition_failed_error");
    expect(error).toMatchObject({
      reverie: { current_content_sha256: memory.content_sha256, current_memory_version_id: memory.memory_version_id },
    });
    expect((await stores.versions(store.id)).data).toHaveLength(1);
  });

  it("judges the precondition before the path", async () => {
    const store = await stores.store();
    await stores.create(store.id, "/taken");
    const memory = await stores.create(store.id, "/a", "now");
    const both = await stores.send("POST", `/${store.id}/memories/${memory.id}`, {
      path: "/taken",
      precondition: guard("before"),
    });
    await expectError(both, 409, "memory_precondition_failed_error");
  });

  it("sent twice because the answer was lost succeeds twice and adds one version", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "one");
    const body = { content: "two", path: "/b", precondition: guard("one") };
    const first = await stores.update(store.id, memory.id, body);
    expect(await stores.update(store.id, memory.id, body)).toEqual(first);
    expect((await stores.versions(store.id)).data).toHaveLength(2);
  });

  it("of two writers of the same text with the same precondition gives both 200 and one version", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "0");
    const body = { content: "1", precondition: guard("0") };
    const [one, two] = await Promise.all([
      stores.update(store.id, memory.id, body),
      stores.update(store.id, memory.id, body),
    ]);
    expect(one).toEqual(two);
    expect((await stores.versions(store.id)).data).toHaveLength(2);
  });

  it("lets exactly one of thirty different guarded writers through", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "start");
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        stores.send("POST", `/${store.id}/memories/${memory.id}`, {
          content: `writer ${index}`,
          precondition: guard("start"),
        }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array.from({ length: 29 }, () => 409)]);
    expect((await stores.versions(store.id)).data).toHaveLength(2);
  });

  it("without a precondition keeps every writer's version in one unbroken history", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "start");
    await Promise.all(
      Array.from({ length: 25 }, (_, index) => stores.update(store.id, memory.id, { content: `w${index}` })),
    );
    const versions = (await stores.versions(store.id, `?memory_id=${memory.id}&limit=100`)).data;
    expect(versions.map((version) => version.reverie.sequence)).toEqual(
      Array.from({ length: 26 }, (_, index) => 26 - index),
    );
    expect(versions[0]?.id).toBe((await stores.get(store.id, memory.id)).memory_version_id);
  });
});

describe("delete", () => {
  it("frees the path at once for a memory with an id and a lineage of its own", async () => {
    const store = await stores.store();
    const old = await stores.create(store.id, "/a", "old");
    const deleted = await stores.delete(store.id, old.id);
    expect(await deleted.json()).toEqual({ id: old.id, type: "memory_deleted" });
    const fresh = await stores.create(store.id, "/a", "new");
    expect(fresh.id).not.toBe(old.id);
    expect((await stores.versions(store.id, `?memory_id=${old.id}`)).data.map((v) => v.operation)).toEqual([
      "deleted",
      "created",
    ]);
    expect((await stores.versions(store.id, `?memory_id=${fresh.id}`)).data.map((v) => v.operation)).toEqual([
      "created",
    ]);
  });

  it("with a hash deletes only that content", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "text");
    const wrong = await stores.delete(store.id, memory.id, `?expected_content_sha256=${sha256("other")}`);
    expect(wrong.headers.get("x-should-retry")).toBe("false");
    await expectError(wrong, 409, "memory_precondition_failed_error");
    for (const malformed of ["ab", "", sha256("text").toUpperCase()]) {
      await invalid(stores.delete(store.id, memory.id, `?expected_content_sha256=${malformed}`));
    }
    expect((await stores.get(store.id, memory.id)).content).toBe("text");
    expect((await stores.delete(store.id, memory.id, `?expected_content_sha256=${sha256("text")}`)).status).toBe(200);
  });

  it("of one memory by many clients happens once", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a");
    const statuses = await Promise.all(
      Array.from({ length: 10 }, async () => (await stores.delete(store.id, memory.id)).status),
    );
    expect(statuses.sort()).toEqual([200, ...Array.from({ length: 9 }, () => 404)]);
    expect((await stores.versions(store.id)).data.map((v) => v.operation)).toEqual(["deleted", "created"]);
  });

  it("against an update leaves either a changed memory or none, and a history that says which", async () => {
    const store = await stores.store();
    for (let turn = 0; turn < 8; turn += 1) {
      const memory = await stores.create(store.id, "/a", "one");
      const [updated, deleted] = await Promise.all([
        stores.send("POST", `/${store.id}/memories/${memory.id}`, { content: "two" }),
        stores.delete(store.id, memory.id, `?expected_content_sha256=${sha256("one")}`),
      ]);
      const operations = (await stores.versions(store.id, `?memory_id=${memory.id}`)).data.map((v) => v.operation);
      if (deleted.status === 200) {
        expect(updated.status).toBe(404);
        expect(operations).toEqual(["deleted", "created"]);
      } else {
        expect([updated.status, deleted.status]).toEqual([200, 409]);
        expect(operations).toEqual(["modified", "created"]);
        await stores.delete(store.id, memory.id);
      }
    }
  });
});
