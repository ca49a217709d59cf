import { createHash } from "node:crypto";
import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const stores = memoryClient(api);
const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const invalid = async (response: Promise<Response>) => expectError(await response, 400, "invalid_request_error");

describe("a memory", () => {
  it("has exactly the official fields, content null unless the view is full", async () => {
    const store = await stores.store();
    const response = await stores.send("POST", `/${store.id}/memories`, { path: "/a.md", content: "é" });
    const memory: unknown = await response.json();
    expect(memory).toEqual({
      id: expect.stringMatching(/^mem_[0-9A-Z]{24,}$/),
      type: "memory",
      memory_store_id: store.id,
      memory_version_id: expect.stringMatching(/^memver_[0-9A-Z]{24,}$/),
      path: "/a.md",
      content: null,
      content_sha256: sha256("é"),
      content_size_bytes: 2,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated_at: expect.any(String),
    });
  });

  it("is answered in the view that the query asks for: full by default only where one is read", async () => {
    const store = await stores.store();
    const made = await stores.create(store.id, "/a", "text", "?view=full");
    expect(made.content).toBe("text");
    expect((await stores.get(store.id, made.id)).content).toBe("text");
    expect((await stores.get(store.id, made.id, "?view=basic")).content).toBeNull();
    expect((await stores.update(store.id, made.id, { content: "new" })).content).toBeNull();
    expect((await stores.update(store.id, made.id, { content: "newer" }, "?view=full")).content).toBe("newer");
    expect((await stores.list(store.id)).data[0]).toMatchObject({ content: null });
    expect((await stores.list(store.id, "?view=full")).data[0]).toMatchObject({ content: "newer" });
    for (const view of ["none", "", "FULL"]) {
      await invalid(stores.send("GET", `/${store.id}/memories/${made.id}?view=${view}`));
      await invalid(stores.send("GET", `/${store.id}/memories?view=${view}`));
      await invalid(stores.send("POST", `/${store.id}/memories?view=${view}`, { path: "/b", content: "" }));
    }
  });

  it("keeps every character of its content: no newline, BOM, NFC or white space is touched", async () => {
    const store = await stores.store();
    const texts = [
      "",
      " ",
      "\r\n\r\n",
      "\ufeffbom",
      "e\u0301",
      "a\u0000".slice(0, 1),
      "\u0001\u001f\u007f",
      "👨‍👩‍👧",
      "\u{10ffff}\uffff",
      "x\n".repeat(5000),
    ];
    for (const [index, content] of texts.entries()) {
      const memory = await stores.create(store.id, `/t${index}`, content);
      const read = await stores.get(store.id, memory.id);
      expect(read.content).toBe(content);
      expect(read.content_sha256).toBe(sha256(content));
      expect(read.content_size_bytes).toBe(Buffer.byteLength(content));
    }
  });

  it("holds 102,400 bytes, counted as UTF-8, and not one more", async () => {
    const store = await stores.store();
    const largest = "😀".repeat(25_600);
    expect((await stores.create(store.id, "/ok", largest)).content_size_bytes).toBe(102_400);
    const memory = await stores.create(store.id, "/other");
    for (const tooLarge of [`${largest}a`, "a".repeat(102_401), "é".repeat(51_201)]) {
      await invalid(stores.send("POST", `/${store.id}/memories`, { path: "/no", content: tooLarge }));
      await invalid(stores.send("POST", `/${store.id}/memories/${memory.id}`, { content: tooLarge }));
    }
  });

  it("is unknown in another store, once deleted, and under a made-up id", async () => {
    const [one, two] = [await stores.store(), await stores.store()];
    const memory = await stores.create(one.id, "/a");
    const gone = await stores.create(one.id, "/gone");
    await stores.delete(one.id, gone.id);
    for (const [store, id] of [
      [two.id, memory.id],
      [one.id, gone.id],
      [one.id, "mem_none"],
      [one.id, memory.memory_version_id],
      ["memstore_none", memory.id],
    ] as const) {
      await expectError(await stores.send("GET", `/${store}/memories/${id}`), 404, "not_found_error");
      await expectError(
        await stores.send("POST", `/${store}/memories/${id}`, { content: "x" }),
        404,
        "not_found_error",
      );
      await expectError(await stores.delete(store, id), 404, "not_found_error");
    }
    expect((await stores.get(one.id, memory.id)).content).toBe("text");
  });
});

describe("create", () => {
  it("never overwrites, not even with the same content, and names the memory in the way", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "same");
    for (const content of ["same", "other"]) {
      const response = await stores.send("POST", `/${store.id}/memories`, { path: "/a", content });
      expect(response.headers.get("x-should-retry")).toBe("false");
      const error = await expectError(response, 409, "memory_path_conflict_error");
      expect(error).toMatchObject({ conflicting_path: "/a", conflicting_memory_id: memory.id });
    }
    expect(await stores.get(store.id, memory.id)).toMatchObject({ content: "same" });
  });

  it("refuses paths above and below a memory, segment by segment", async () => {
    const store = await stores.store();
    const file = await stores.create(store.id, "/notes/todo.md");
    const conflict = async (path: string) =>
      expectError(
        await stores.send("POST", `/${store.id}/memories`, { path, content: "" }),
        409,
        "memory_path_conflict_error",
      );
    expect(await conflict("/notes")).toMatchObject({
      conflicting_path: "/notes/todo.md",
      conflicting_memory_id: file.id,
    });
    expect(await conflict("/notes/todo.md/x")).toMatchObject({ conflicting_path: "/notes/todo.md" });
    expect(await conflict("/notes/todo.md/x/y/z")).toMatchObject({ conflicting_memory_id: file.id });
    for (const path of [
      "/notes-archive/x",
      "/notes0",
      "/note",
      "/notes/todo",
      "/notes/todo.md2",
      "/Notes",
      "/notes!x",
      "/notes/todo.m",
    ]) {
      expect((await stores.create(store.id, path)).path).toBe(path);
    }
  });

  it("treats wildcards of patterns and everything that looks encoded as plain letters", async () => {
    const store = await stores.store();
    for (const path of ["/%", "/_/a", "/a%/b", "/%2e%2e/x", "/a\\b", "/ab/c", "/*", "/[a]"])
      await stores.create(store.id, path);
    expect((await stores.list(store.id, "?path_prefix=/_/")).data).toMatchObject([{ path: "/_/a" }]);
    expect((await stores.list(store.id, "?path_prefix=/a%25/")).data).toMatchObject([{ path: "/a%/b" }]);
  });

  it("refuses bad paths", async () => {
    const store = await stores.store();
    for (const path of [
      "",
      "/",
      "a",
      "/a/",
      "//a",
      "/../a",
      "/a/./b",
      "/a\u200b",
      "/e\u0301",
      `/${"x".repeat(1024)}`,
      "/s".repeat(21),
    ]) {
      await invalid(stores.send("POST", `/${store.id}/memories`, { path, content: "" }));
    }
    const longest = `/${"\\".repeat(1023)}`;
    expect((await stores.create(store.id, longest)).path).toBe(longest);
  });

  it("of fifty clients at once on overlapping paths leaves a set without overlap, made by its winners", async () => {
    const store = await stores.store();
    const paths = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? "/a" : "/a/b"));
    const answers = await Promise.all(
      paths.map((path) => stores.send("POST", `/${store.id}/memories`, { path, content: "" })),
    );
    const won = answers.filter((answer) => answer.status === 200);
    expect(won).toHaveLength(1);
    const winner = (await won[0]?.json()) as { id: string; path: string };
    expect((await stores.list(store.id)).data).toMatchObject([{ id: winner.id, path: winner.path }]);
    for (const lost of answers.filter((answer) => answer.status !== 200)) {
      const error = await expectError(lost, 409, "memory_path_conflict_error");
      expect(error).toMatchObject({ conflicting_path: winner.path, conflicting_memory_id: winner.id });
    }
    expect((await stores.versions(store.id)).data).toHaveLength(1);
  });

  it("and renames of many clients at once in one small tree never leave an overlap", async () => {
    const store = await stores.store();
    const paths = ["/a", "/a/b", "/a/b/c", "/a/c", "/b", "/b/a"];
    const movers = await Promise.all(paths.map((_, index) => stores.create(store.id, `/m${index}`)));
    await Promise.all([
      ...paths
        .flatMap((path) => [path, path, path])
        .map((path) => stores.send("POST", `/${store.id}/memories`, { path, content: "" })),
      ...movers.map((memory, index) =>
        stores.send("POST", `/${store.id}/memories/${memory.id}`, { path: paths.at(-index - 1) }),
      ),
    ]);
    const listed = (await stores.list(store.id, "?limit=100")).data.map((item) => item.path);
    for (const one of listed)
      expect(listed.filter((other) => other === one || other.startsWith(`${one}/`))).toEqual([one]);
  });
});

describe("through the official SDK", () => {
  it("conflicts arrive as the exceptions that it documents", async () => {
    const client = api.client();
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "text");
    const memories = client.beta.memoryStores.memories;
    const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);
    expect(await caught(memories.create(store.id, { path: "/a/b", content: "" }))).toBeInstanceOf(
      Anthropic.ConflictError,
    );
    expect(await caught(memories.create(store.id, { path: "bad", content: "" }))).toBeInstanceOf(
      Anthropic.BadRequestError,
    );
    const expected = { memory_store_id: store.id, expected_content_sha256: sha256("x") };
    expect(await caught(memories.delete(memory.id, expected))).toBeInstanceOf(Anthropic.ConflictError);
    expect(await caught(memories.retrieve("mem_none", { memory_store_id: store.id }))).toBeInstanceOf(
      Anthropic.NotFoundError,
    );
  });
});
