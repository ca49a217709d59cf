import type { ApiServer } from "@/lib/api/testing/api-server";
import { memoryClient } from "@/lib/api/testing/memory-client";

/** A store to which everything happened that can: renames, deletions, paths taken again, redactions, texts of all kinds. */
export async function makeEventfulStore(api: ApiServer, name = "Eventful") {
  const stores = memoryClient(api);
  const store = await stores.store({ name });
  const reasoned = (method: string, path: string, body: object, reason: string) =>
    api.send(`/v1/memory_stores/${store.id}${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { "x-reverie-reason": reason, "x-reverie-as-of": "2024-02-03T04:05:06Z" },
    });
  const plain = await stores.create(store.id, "/notes/plain.md", "one\n");
  await stores.update(store.id, plain.id, { content: "one\ntwo\n" });
  await stores.update(store.id, plain.id, { path: "/notes/renamed – 漢字.md" });
  await reasoned("POST", `/memories/${plain.id}`, { content: "three, without a line end" }, "from now on <a@b> data 5");
  await stores.create(store.id, "/notes/plain.md", "somebody else's, at the path that became free");
  const gone = await stores.create(store.id, "/gone", "will be deleted");
  await stores.delete(store.id, gone.id);
  await stores.create(store.id, "/gone/below", "now a folder stands where a file stood");
  const secret = await stores.create(store.id, "/secret.txt", "password: hunter2");
  await stores.update(store.id, secret.id, { content: "password: none" });
  await reasoned("POST", `/memory_versions/${secret.memory_version_id}/redact`, {}, "a password");
  const buried = await stores.create(store.id, "/buried", "a deleted secret");
  await stores.delete(store.id, buried.id);
  await stores.redact(store.id, buried.memory_version_id);
  const texts: [string, string][] = [
    ["/empty", ""],
    ["/bytes", "\ufeffé e\u0301 \r\n\t\u0001\u{1f600}\u2028 done\nM 100644 inline x\n"],
    ["/.git/config", "[core]"],
    ["/a/.GIT/hooks/pre-commit", "#!/bin/sh"],
    ["/.gitmodules", "[submodule]"],
    ["/git~1/x", "short name"],
    ['/quote" and \\ back', "quoted"],
    ["/redacted/mem_mine", "a real file in a folder of that name"],
    ["/large", "line of text\n".repeat(7800)],
    ["/odd\ufffd name", "replacement character"],
  ];
  for (const [path, content] of texts) await stores.create(store.id, path, content);
  return store;
}
