import { describe, expect, it } from "vitest";
import { buildTar, buildZip, type PackedEntry } from "@/lib/transfer/testing/pack";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const stores = memoryClient(api);

const formats = [
  { format: "zip", build: buildZip },
  { format: "tar.gz", build: buildTar },
] as const;

const send = (storeId: string, body: Uint8Array, query: string, apiKey?: string) =>
  api.send(`/v1/memory_stores/${storeId}/import?${query}`, {
    method: "POST",
    body: Uint8Array.from(body),
    ...(apiKey === undefined ? {} : { apiKey }),
  });
const contents = async (storeId: string): Promise<Record<string, string | null>> =>
  Object.fromEntries(
    (await stores.list(storeId, "?limit=100&view=full")).data.flatMap((item) =>
      item.type === "memory" ? [[item.path, item.content]] : [],
    ),
  );

describe.each(formats)("import of a $format archive", ({ format, build }) => {
  it("writes its files as the importer's, dated by their origin, and takes back what an export made", async () => {
    const source = await stores.store();
    const paths = [
      "/a",
      "/b/c d",
      "/..\\evil",
      "/C:/x",
      "/100%25",
      "/100%",
      "/漢/\ufffd.md",
      `/${"n".repeat(255)}/${"é".repeat(200)}`,
    ];
    for (const path of paths) await stores.create(source.id, path, `${path}\r\n\ufeff`);
    const exported = new Uint8Array(
      await (await api.send(`/v1/memory_stores/${source.id}/export?format=${format}`)).arrayBuffer(),
    );
    const target = await stores.store();
    const answer = await send(target.id, exported, `format=${format}`);
    expect(await answer.json()).toEqual({
      type: "memory_import",
      memory_store_id: target.id,
      created: paths.length,
      updated: 0,
      unchanged: 0,
      skipped: [],
      skipped_count: 0,
      versions: paths.length,
      history: false,
      dry_run: false,
    });
    expect(await contents(target.id)).toEqual(await contents(source.id));
    const [version] = (await stores.versions(target.id, "?limit=1")).data;
    expect(version).toMatchObject({ operation: "created", reverie: { via: "import", sequence: 1 } });
    expect(Math.abs(Date.parse(version?.reverie.origin?.created_at ?? "") - Date.now())).toBeLessThan(120_000);
    const again = await send(target.id, exported, `format=${format}`);
    expect(await again.json()).toMatchObject({ created: 0, unchanged: paths.length, versions: 0 });
    const record = (await (
      await api.send(`/v1/audit_events?target=${target.id}&action=memory_store.import`)
    ).json()) as { data: { details: object }[] };
    expect(record.data.map((event) => event.details)).toMatchObject([
      { unchanged: paths.length, created: 0 },
      { unchanged: 0, created: paths.length, format, on_conflict: "fail" },
    ]);
  });

  it("meets what is there as on_conflict says: it fails whole, skips, or writes a new version", async () => {
    const store = await stores.store();
    const kept = await stores.create(store.id, "/kept", "mine");
    await stores.create(store.id, "/same", "same");
    await stores.create(store.id, "/folder/file", "mine");
    const archive = await build([
      { name: "./kept", content: "theirs" },
      { name: "same", content: "same" },
      { name: "new", content: "new" },
    ]);
    const conflict = await expectError(
      await send(store.id, archive, `format=${format}`),
      409,
      "memory_path_conflict_error",
    );
    expect(conflict).toMatchObject({ conflicting_path: "/kept", conflicting_memory_id: kept.id });
    expect(Object.keys(await contents(store.id))).toHaveLength(3);
    const trial = await send(store.id, archive, `format=${format}&on_conflict=skip&dry_run=true`);
    const skipped = { created: 1, updated: 0, unchanged: 1, skipped_count: 1, versions: 1 };
    expect(await trial.json()).toMatchObject({ ...skipped, dry_run: true, skipped: [{ path: "/kept" }] });
    expect(Object.keys(await contents(store.id))).toHaveLength(3);
    expect(await (await send(store.id, archive, `format=${format}&on_conflict=skip`)).json()).toMatchObject(skipped);
    expect(await contents(store.id)).toMatchObject({ "/kept": "mine", "/new": "new" });
    const answer = await send(store.id, archive, `format=${format}&on_conflict=overwrite`);
    expect(await answer.json()).toMatchObject({ created: 0, updated: 1, unchanged: 2, versions: 1 });
    expect((await stores.get(store.id, kept.id, "?view=full")).content).toBe("theirs");
    const versions = (await stores.versions(store.id, `?memory_id=${kept.id}`)).data;
    expect(versions.map((version) => [version.operation, version.reverie.sequence])).toEqual([
      ["modified", 2],
      ["created", 1],
    ]);
    await stores.update(store.id, kept.id, { content: "and on it goes" });
  });

  it("never puts a file above or below another", async () => {
    const store = await stores.store();
    await stores.create(store.id, "/folder/file", "mine");
    await stores.create(store.id, "/file", "mine");
    for (const name of ["folder", "file/below", "folder/file/deep/er"]) {
      const archive = await build([{ name, content: "x" }]);
      for (const mode of ["fail", "overwrite"]) {
        const answer = await send(store.id, archive, `format=${format}&on_conflict=${mode}`);
        await expectError(answer, 409, "memory_path_conflict_error");
      }
      const answer = await send(store.id, archive, `format=${format}&on_conflict=skip`);
      expect(await answer.json()).toMatchObject({ created: 0, skipped: [{ path: `/${name}` }] });
    }
    for (const names of [
      ["x", "x/y"],
      ["d/e/f", "d"],
      ["twice", "twice"],
      ["twice", "./twice"],
    ]) {
      const archive = await build(names.map((name) => ({ name, content: "x" })));
      await expectError(await send(store.id, archive, `format=${format}`), 400, "invalid_request_error");
    }
    expect(Object.keys(await contents(store.id))).toEqual(["/file", "/folder/file"]);
  });

  it("refuses every trap with 400 and writes nothing", async () => {
    const store = await stores.store();
    const traps: PackedEntry[][] = [
      [{ name: "/etc/passwd", content: "x" }],
      [{ name: "../x", content: "x" }],
      [{ name: "a/../../x", content: "x" }],
      [{ name: "a/./x", content: "x" }],
      [{ name: "a//x", content: "x" }],
      [{ name: "../folder/", content: "", type: "directory" }],
      [{ name: "link", content: "", type: "symlink" }],
      // The names of a tar end there by themselves.
      ...(format === "zip" ? [[{ name: "nul\0name", content: "x" }]] : []),
      [{ name: "line\nend", content: "x" }],
      [{ name: "e\u0301", content: "x" }],
      [{ name: `${"s/".repeat(20)}x`, content: "x" }],
      [{ name: "n".repeat(1025), content: "x" }],
      [{ name: "large", content: "x".repeat(102_401) }],
      [{ name: "nul", content: "a\0b" }],
      [{ name: "latin1", content: Buffer.from([0xe9]) }],
      [{ name: "surrogate", content: Buffer.from([0xed, 0xa0, 0x80]) }],
    ];
    for (const trap of traps) {
      const archive = await build([{ name: "innocent", content: "x" }, ...trap]);
      await expectError(await send(store.id, archive, `format=${format}`), 400, "invalid_request_error");
    }
    const whole = await build([{ name: "innocent", content: "some text, not too short\n".repeat(100) }]);
    for (const body of [
      whole.subarray(0, -1),
      whole.subarray(0, 30),
      whole.subarray(10),
      Buffer.from("no archive"),
      Buffer.alloc(0),
    ]) {
      await expectError(await send(store.id, body, `format=${format}`), 400, "invalid_request_error");
    }
    expect(await contents(store.id)).toEqual({});
    const largest = await build([{ name: "largest", content: "x".repeat(102_400) }]);
    expect((await send(store.id, largest, `format=${format}`)).status).toBe(200);
  });
});

describe("import", () => {
  it("is for those who may write, into stores that are open, in formats that there are", async () => {
    const store = await stores.store();
    const archive = await buildZip([{ name: "a", content: "x" }]);
    const reader = await api.makeKey({ permissions: ["memory:read"] });
    await expectError(await send(store.id, archive, "format=zip", reader), 403, "permission_error");
    const elsewhere = await api.makeKey({
      permissions: ["memory:read", "memory:write"],
      memory_stores: [{ memory_store_id: (await stores.store()).id, access: "read_write" }],
    });
    await expectError(await send(store.id, archive, "format=zip", elsewhere), 404, "not_found_error");
    await expectError(await send("memstore_none", archive, "format=zip"), 404, "not_found_error");
    for (const query of ["", "format=git", "format=rar", "format=zip&on_conflict=ask", "format=zip&history=true"]) {
      await expectError(await send(store.id, archive, query), 400, "invalid_request_error");
    }
    await expectError(await send(store.id, archive, "format=tar.gz"), 400, "invalid_request_error");
    await stores.archive(store.id);
    await expectError(await send(store.id, archive, "format=zip"), 400, "invalid_request_error");
  });

  it("says why and when in the versions, as any write", async () => {
    const store = await stores.store();
    const answer = await api.send(`/v1/memory_stores/${store.id}/import?format=zip`, {
      method: "POST",
      body: Uint8Array.from(await buildZip([{ name: "a", content: "x" }])),
      headers: { "x-reverie-reason": "brought over", "x-reverie-as-of": "2020-01-01T00:00:00Z" },
    });
    expect(answer.status).toBe(200);
    expect((await stores.versions(store.id)).data[0]?.reverie).toMatchObject({ reason: "brought over", via: "import" });
  });
});
