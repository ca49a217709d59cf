import { describe, expect, it } from "vitest";
import { exportedVersion } from "@/lib/contract/transfer";
import { makeEventfulStore } from "@/lib/transfer/testing/eventful-store";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const stores = memoryClient(api);

const exportText = async (storeId: string, query = "format=jsonl", apiKey?: string): Promise<string> => {
  const response = await api.send(
    `/v1/memory_stores/${storeId}/export?${query}`,
    apiKey === undefined ? {} : { apiKey },
  );
  expect(response.status).toBe(200);
  return await response.text();
};
const importText = (storeId: string, body: string, query = "format=jsonl", apiKey?: string) =>
  api.send(`/v1/memory_stores/${storeId}/import?${query}`, {
    method: "POST",
    body,
    ...(apiKey === undefined ? {} : { apiKey }),
  });
const behindHeader = (text: string) => text.slice(text.indexOf("\n") + 1);
const versionsOf = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .slice(1, -1)
    .map((line) => exportedVersion.parse(JSON.parse(line)));

describe("a history as JSON lines", () => {
  it("comes back byte for byte from an empty store that an administrator put it into", async () => {
    const source = await makeEventfulStore(api);
    const first = await exportText(source.id);
    const target = await stores.store({ name: "Eventful" });
    const answer = await importText(target.id, first);
    const imported = await answer.json();
    expect(imported).toMatchObject({ type: "memory_import", history: true, updated: 0, unchanged: 0, skipped: [] });
    const second = await exportText(target.id);
    expect(behindHeader(second)).toBe(behindHeader(first));
    const head = (text: string) => JSON.parse(text.slice(0, text.indexOf("\n")));
    expect({ ...head(second), exported_at: "", memory_store: "" }).toEqual({
      ...head(first),
      exported_at: "",
      memory_store: "",
    });
    const paths = async (id: string) =>
      (await stores.list(id, "?limit=100&view=full")).data.map((item) => ({ ...item, memory_store_id: "" }));
    expect(await paths(target.id)).toEqual(await paths(source.id));
    const live = (await stores.getStore(target.id)).reverie.memory_count;
    expect(imported).toMatchObject({ created: live, versions: versionsOf(first).length });
    // And it lives on: the next version of a memory follows its last one.
    const memory = (await stores.list(target.id, "?limit=1")).data[0];
    if (memory?.type !== "memory") throw new Error("the store has memories");
    await stores.update(target.id, memory.id, { content: "written after the import" });
  });

  it("holds what redaction left, and never what it took", async () => {
    const source = await makeEventfulStore(api);
    const text = await exportText(source.id);
    expect(text).not.toContain("hunter2");
    expect(text).not.toContain("a deleted secret");
    const redacted = versionsOf(text).filter((version) => version.redacted_at !== null);
    expect(redacted.map((version) => version.redaction_reason).sort()).toEqual(["a password", null]);
    for (const version of redacted) {
      expect(version).toMatchObject({ path: null, content: null, content_sha256: null });
      expect(version.redacted_by?.type).toBe("api_actor");
    }
  });

  it("is the heads alone with history=false, and the store of a moment with at", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "first");
    const between = new Date(Date.parse(memory.updated_at) + 1).toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await stores.update(store.id, memory.id, { content: "second", path: "/b" });
    const heads = versionsOf(await exportText(store.id, "format=jsonl&history=false"));
    expect(heads.map(({ path, content, sequence }) => ({ path, content, sequence }))).toEqual([
      { path: "/b", content: "second", sequence: 2 },
    ]);
    const past = versionsOf(await exportText(store.id, `format=jsonl&at=${between}`));
    expect(past.map((version) => version.content)).toEqual(["first"]);
    const then = versionsOf(await exportText(store.id, `format=jsonl&history=false&at=${between}`));
    expect(then.map((version) => version.path)).toEqual(["/a"]);
    await expectError(
      await api.send(`/v1/memory_stores/${store.id}/export?at=yesterday`),
      400,
      "invalid_request_error",
    );
    await expectError(
      await api.send(`/v1/memory_stores/${store.id}/export?format=zip&history=true`),
      400,
      "invalid_request_error",
    );
  });

  it("below a folder holds the whole story of every memory that was ever there", async () => {
    const store = await stores.store();
    const moved = await stores.create(store.id, "/in/a", "x");
    await stores.create(store.id, "/in-not", "y");
    await stores.update(store.id, moved.id, { path: "/out" });
    const versions = versionsOf(await exportText(store.id, "format=jsonl&path_prefix=/in/"));
    expect(versions.map((version) => version.path)).toEqual(["/in/a", "/out"]);
  });

  it("comes in as the importer's files, with the claims as origin, for everybody else and every other store", async () => {
    const source = await makeEventfulStore(api);
    const text = await exportText(source.id);
    const writer = await api.makeKey({ permissions: ["memory:read", "memory:write"] });
    const target = await stores.store();
    const answer = await importText(target.id, text, "format=jsonl", writer);
    expect(await answer.json()).toMatchObject({ history: false, skipped_count: 0 });
    const byPath = async (id: string) =>
      (await stores.list(id, "?limit=100&view=full")).data.map((item) =>
        item.type === "memory" ? [item.path, item.content] : [],
      );
    expect(await byPath(target.id)).toEqual(await byPath(source.id));
    const claimed = (await stores.versions(source.id, "?limit=100")).data.find(
      (version) => version.path === "/notes/renamed – 漢字.md" && version.reverie.sequence === 4,
    );
    const version = (await stores.versions(target.id, "?limit=100&view=full")).data.find(
      (item) => item.path === claimed?.path,
    );
    expect(version).toMatchObject({ operation: "created", reverie: { sequence: 1, via: "import", reason: null } });
    expect(version?.created_by).not.toEqual(claimed?.created_by);
    expect(version?.reverie.origin).toEqual({
      memory_store_id: source.id,
      memory_id: claimed?.memory_id,
      memory_version_id: claimed?.id,
      created_at: claimed?.created_at,
      created_by: claimed?.created_by,
      via: "api",
      reason: claimed?.reverie.reason,
    });
    await expectError(await importText(target.id, text, "format=jsonl&history=true", writer), 403, "permission_error");
    await expectError(await importText(target.id, text, "format=jsonl&history=true"), 409, "conflict_error");
    expect(await (await importText(target.id, text)).json()).toMatchObject({ history: false, created: 0, versions: 0 });
  });

  it("that is imported and then redacted keeps who and when of its origin, not the words", async () => {
    const source = await makeEventfulStore(api);
    const target = await stores.store();
    await importText(target.id, await exportText(source.id), "format=jsonl&history=false");
    const version = (await stores.versions(target.id, "?limit=100")).data.find(
      (item) => item.reverie.origin?.reason != null,
    );
    if (version === undefined) throw new Error("one of the texts came with a reason");
    await stores.update(target.id, version.memory_id, { content: "other" });
    const redacted = await stores.redact(target.id, version.id);
    expect(redacted.reverie.origin).toMatchObject({ memory_id: version.reverie.origin?.memory_id });
    expect(redacted.reverie.origin).not.toHaveProperty("reason");
  });
});

describe("an import of JSON lines", () => {
  it("refuses, with the line, what is cut off, altered or no export, and writes nothing", async () => {
    const source = await makeEventfulStore(api);
    const lines = (await exportText(source.id)).trimEnd().split("\n");
    const whole = `${lines.join("\n")}\n`;
    const changed = (index: number, change: (line: Record<string, unknown>) => void) => {
      const line = JSON.parse(lines[index] ?? "");
      change(line);
      return `${lines.with(index, JSON.stringify(line)).join("\n")}\n`;
    };
    const bad = [
      "",
      "\n",
      "{}\n",
      whole.slice(0, -1),
      `${lines.slice(0, -1).join("\n")}\n`,
      `${lines.toSpliced(3, 1).join("\n")}\n`,
      `${whole}{}\n`,
      `${lines
        .toSpliced(2, 0, lines[1] ?? "")
        .join("\n")
        .replace(/"versions":(\d+)/, (_, n) => `"versions":${Number(n) + 1}`)}\n`,
      changed(0, (header) => Object.assign(header, { format_version: 2 })),
      changed(1, (line) => Object.assign(line, { content: "other text" })),
      changed(1, (line) => Object.assign(line, { path: "/../x" })),
      changed(1, (line) => Object.assign(line, { path: null })),
      changed(1, (line) => Object.assign(line, { id: "x" })),
      changed(1, (line) => Object.assign(line, { sequence: 0 })),
      changed(2, (line) => Object.assign(line, { created_at: "2001-01-01T00:00:00Z" })),
      changed(1, (line) => Object.assign(line, { via: "teleport" })),
      changed(1, (line) => Object.assign(line, { created_by: { type: "user_actor", user_id: "a\nb" } })),
      changed(1, (line) => Object.assign(line, { reason: "nul \0" })),
      whole.replace("two", "\\ud800"),
    ];
    const target = await stores.store();
    for (const [index, body] of bad.entries()) {
      const error = await expectError(await importText(target.id, body), 400, "invalid_request_error");
      expect({ index, message: error.message }).not.toMatchObject({ message: "" });
      expect((await stores.versions(target.id)).data).toEqual([]);
    }
    expect((await importText(target.id, whole, "format=jsonl&dry_run=true")).status).toBe(200);
    expect((await stores.versions(target.id)).data).toEqual([]);
  });
});
