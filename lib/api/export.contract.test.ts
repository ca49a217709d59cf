import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { unpackTar, unpackZip } from "@/lib/transfer/testing/unpack";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const stores = memoryClient(api);
const formats = [
  { format: "zip", type: "application/zip", unpack: unpackZip },
  { format: "tar.gz", type: "application/gzip", unpack: unpackTar },
] as const;

const download = (storeId: string, query: string, apiKey?: string) =>
  api.send(`/v1/memory_stores/${storeId}/export?${query}`, apiKey === undefined ? {} : { apiKey });
const bytesOf = async (response: Response) => {
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};

const contents: Record<string, string> = {
  "/README.md": "# Store\r\n\ufeffé e\u0301\n",
  "/empty": "",
  "/notes/a b/漢字.md": "漢😀\n",
  "/notes/large.txt": "line\n".repeat(20_480),
  "/notes-archive/x": "not below /notes/",
  [`/long/${"n".repeat(200)}/${"é".repeat(100)}`]: "long name",
};

async function makeStore(name = "Team notes") {
  const store = await stores.store({ name });
  for (const [path, content] of Object.entries(contents)) await stores.create(store.id, path, content);
  return store;
}

describe.each(formats)("export as $format", ({ format, type, unpack }) => {
  it("holds every live memory byte for byte, in path order, dated by its last change", async () => {
    const store = await makeStore();
    const gone = await stores.create(store.id, "/gone", "deleted");
    await stores.delete(store.id, gone.id);
    const response = await download(store.id, `format=${format}`);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="Team-notes.${format}"`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const files = await unpack(await bytesOf(response));
    const listed = (await stores.list(store.id, "?limit=100")).data;
    expect(files.map((file) => `/${file.name}`)).toEqual(listed.map((item) => item.path));
    for (const [index, file] of files.entries()) {
      expect(file.content).toBe(contents[`/${file.name}`]);
      expect(file.mode).toBe(0o644);
      const item = listed[index];
      if (item?.type !== "memory") throw new Error("a list without depth holds memories only");
      expect(Math.floor(file.modifiedAt.getTime() / 1000)).toBe(Math.floor(Date.parse(item.updated_at) / 1000));
    }
  });

  it("is the same bytes until something changes", async () => {
    const store = await makeStore();
    const digest = async () =>
      createHash("sha256")
        .update(await bytesOf(await download(store.id, `format=${format}`)))
        .digest("hex");
    const first = await digest();
    expect(await digest()).toBe(first);
    await stores.create(store.id, "/more", "x");
    expect(await digest()).not.toBe(first);
  });

  it("takes a folder alone, whole segments only, and is empty where there is nothing", async () => {
    const store = await makeStore();
    const names = async (prefix: string) =>
      (
        await unpack(
          await bytesOf(await download(store.id, `format=${format}&path_prefix=${encodeURIComponent(prefix)}`)),
        )
      ).map((file) => file.name);
    expect(await names("/notes/")).toEqual(["notes/a b/漢字.md", "notes/large.txt"]);
    expect(await names("/none/")).toEqual([]);
  });

  it("keeps hostile names inside the folder that it is unpacked into", async () => {
    const store = await stores.store();
    const hostile = ["/..\\..\\evil", "/C:/x", "/\\\\server\\share", "/.. /x", "/a%5Cb", "/-rf"];
    for (const path of hostile) await stores.create(store.id, path, path);
    const files = await unpack(await bytesOf(await download(store.id, `format=${format}`)));
    expect(files).toHaveLength(hostile.length);
    for (const file of files) {
      expect(file.name).not.toMatch(/^[/\\]|\\|^[A-Za-z]:|(^|\/)[. ]+(\/|$)/);
      const decoded = file.name.replace(/%([0-9A-F]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      expect(file.content).toBe(`/${decoded}`);
    }
  });

  it("of a store that is being written to is the store at one moment", async () => {
    const store = await stores.store();
    const pair = await Promise.all([stores.create(store.id, "/a", "0"), stores.create(store.id, "/z", "0")]);
    for (let index = 0; index < 60; index += 1)
      await stores.create(store.id, `/m${String(index).padStart(4, "0")}`, "x".repeat(2000));
    let isDone = false;
    const writer = (async () => {
      for (let turn = 1; !isDone; turn += 1)
        for (const memory of pair) await stores.update(store.id, memory.id, { content: String(turn) });
    })();
    for (let turn = 0; turn < 3; turn += 1) {
      const files = await unpack(await bytesOf(await download(store.id, `format=${format}`)));
      const [first, last] = [Number(files.at(0)?.content), Number(files.at(-1)?.content)];
      // The first is written before the last, so at any one moment it is as new or one newer.
      expect([0, 1]).toContain(first - last);
    }
    isDone = true;
    await writer;
  });
});

describe("export", () => {
  it("is a gzipped tar unless another format is asked for, and refuses formats and prefixes that there are not", async () => {
    const store = await makeStore("日本語");
    const response = await download(store.id, "");
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${store.id}.tar.gz"`);
    expect(await unpackTar(await bytesOf(response))).toHaveLength(Object.keys(contents).length);
    for (const bad of ["format=rar", "format=", "path_prefix=/a", "path_prefix=a/"]) {
      await expectError(await download(store.id, bad), 400, "invalid_request_error");
    }
  });

  it("needs memory:read on the store, works on archived ones, and is in the record before its first byte", async () => {
    const store = await makeStore();
    await stores.archive(store.id);
    const reader = await api.makeKey({
      permissions: ["memory:read"],
      memory_stores: [{ memory_store_id: store.id, access: "read_only" }],
    });
    await bytesOf(await download(store.id, "format=zip&path_prefix=/notes/", reader));
    const record = (await (
      await api.send(`/v1/audit_events?target=${store.id}&action=memory_store.export`)
    ).json()) as { data: { details: object }[] };
    expect(record.data.map((event) => event.details)).toEqual([{ format: "zip", whole_store: false }]);
    const other = await stores.store();
    await expectError(await download(other.id, "", reader), 404, "not_found_error");
    await expectError(
      await download(store.id, "", await api.makeKey({ permissions: ["memory:write"] })),
      404,
      "not_found_error",
    );
    await expectError(await download("memstore_none", ""), 404, "not_found_error");
  });

  it("that a client gives up, or asks only the head of, leaves room for the next ones", async () => {
    const store = await stores.store();
    for (let index = 0; index < 60; index += 1)
      await stores.create(
        store.id,
        `/f${index}`,
        Buffer.from(crypto.getRandomValues(new Uint8Array(60_000))).toString("base64"),
      );
    for (let turn = 0; turn < 8; turn += 1) {
      const abort = new AbortController();
      const response = await api.send(
        `/v1/memory_stores/${store.id}/export?format=${turn % 2 === 0 ? "zip" : "tar.gz"}`,
        { signal: abort.signal },
      );
      const reader = response.body?.getReader();
      await reader?.read();
      abort.abort();
      await reader?.read().catch(() => undefined);
      expect((await api.send(`/v1/memory_stores/${store.id}/export`, { method: "HEAD" })).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await unpackZip(await bytesOf(await download(store.id, "format=zip")))).toHaveLength(60);
  });

  it("goes on a few at a time; more are told to come back", async () => {
    const store = await stores.store();
    for (let index = 0; index < 60; index += 1)
      await stores.create(
        store.id,
        `/f${index}`,
        Buffer.from(crypto.getRandomValues(new Uint8Array(60_000))).toString("base64"),
      );
    const answers = await Promise.all(Array.from({ length: 12 }, () => download(store.id, "format=zip")));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(4);
    expect(refused).toHaveLength(8);
    for (const answer of refused) {
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      await expectError(answer, 429, "rate_limit_error");
    }
    for (const answer of answers) if (answer.status === 200) await answer.body?.cancel();
  });
});
