import { execFile } from "node:child_process";
import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type Anthropic from "@anthropic-ai/sdk";
import { SessionMemoryStores } from "@anthropic-ai/sdk/tools/agent-toolset/node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useApiServer } from "./testing/api-server";
import { collect, makeWorkplace } from "./testing/session-workplace";

const api = useApiServer();
const run = promisify(execFile);

let root: string;
let mounted: SessionMemoryStores[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "reverie-mount-"));
  mounted = [];
  process.env.REVERIE_MOUNT_ROOT = join(root, "memory");
});
afterEach(async () => {
  await Promise.all(mounted.map((stores) => stores.dispose()));
  await rm(root, { recursive: true, force: true });
  delete process.env.REVERIE_MOUNT_ROOT;
});

/** What an agent does in its sandbox: a real shell in a real folder. */
async function shell(folder: string, script: string): Promise<string> {
  const { stdout } = await run("bash", ["-euc", script], { cwd: folder });
  return stdout;
}

type Resource = Anthropic.Beta.Sessions.BetaManagedAgentsMemoryStoreResourceParam;

/** A session whose stores the SDK's own worker code mounts with the session's token. */
async function mount(resources: Omit<Resource, "type">[]) {
  const { agent, environment } = await makeWorkplace(api.client());
  const session = await api.client().beta.sessions.create({
    agent: agent.id,
    environment_id: environment.id,
    resources: resources.map((resource) => ({ type: "memory_store", ...resource })),
  });
  const answer = await api.send(`/v1/sessions/${session.id}/token`, { method: "POST" });
  const { token } = (await answer.json()) as { token: string };
  const client = api.client({ apiKey: token });
  const stores = new SessionMemoryStores(client, { workdir: root, syncIntervalMs: 5000 });
  await stores.download(await client.beta.sessions.retrieve(session.id));
  mounted.push(stores);
  return { session, stores, folders: session.resources.map((resource) => resource.mount_path ?? "") };
}

/** One of the worker's regular syncs, without waiting for its time to come. */
async function sync(stores: SessionMemoryStores): Promise<void> {
  const nowMs = Date.now();
  const clock = vi.spyOn(Date, "now").mockImplementation(() => nowMs + 60_000);
  await stores.syncIfDue();
  clock.mockRestore();
}

async function makeStore(name: string, files: Record<string, string> = {}): Promise<string> {
  const { memoryStores } = api.client().beta;
  const store = await memoryStores.create({ name });
  for (const [path, content] of Object.entries(files)) await memoryStores.memories.create(store.id, { path, content });
  return store.id;
}

async function contentOf(storeId: string): Promise<Record<string, string>> {
  const items = await collect(api.client().beta.memoryStores.memories.list(storeId, { view: "full" }));
  return Object.fromEntries(items.flatMap((item) => (item.type === "memory" ? [[item.path, item.content ?? ""]] : [])));
}

// The mount root is the server's own; only a server in this process can be given a temporary one.
describe.skipIf(process.env.REVERIE_CONTRACT_BASE_URL !== undefined)(
  "a memory store mounted by the SDK's own worker code",
  () => {
    it("is a folder that ordinary tools read", async () => {
      const files = Object.fromEntries(
        Array.from({ length: 45 }, (_, index) => [`/pumps/p${index}.md`, `Pump ${index}\nseal: ${index % 7}\n`]),
      );
      const storeId = await makeStore("Plant Notes", { ...files, "/ünïcode/日本.md": "水位\n", "/empty.md": "" });
      const { folders } = await mount([{ memory_store_id: storeId }]);
      expect(folders).toEqual([join(root, "memory", "plant-notes")]);
      const [folder = ""] = folders;
      expect((await shell(folder, "grep -rl 'seal: 3' . | sort")).trim().split("\n")).toHaveLength(6);
      expect(await shell(folder, "cat ünïcode/日本.md")).toBe("水位\n");
      expect((await shell(folder, "find . -type f -name '*.md' | wc -l")).trim()).toBe("47");
    });

    it("takes what an agent's shell wrote, changed, moved and deleted, with the session as the author", async () => {
      const storeId = await makeStore("notes", { "/a.md": "one\n", "/b.md": "two\n", "/c.md": "three\n" });
      const { session, stores, folders } = await mount([{ memory_store_id: storeId }]);
      await shell(
        folders[0] ?? "",
        `echo more >> a.md; sed -i s/two/2/ b.md; mkdir -p deep/er; printf 'new\\n' > deep/er/d.md; rm c.md`,
      );
      await stores.finish();
      expect(await contentOf(storeId)).toEqual({
        "/a.md": "one\nmore\n",
        "/b.md": "2\n",
        "/deep/er/d.md": "new\n",
      });
      const { memoryVersions } = api.client().beta.memoryStores;
      const own = await collect(memoryVersions.list(storeId, { session_id: session.id }));
      expect(own.map((version) => `${version.operation} ${version.path}`).sort()).toEqual([
        "created /deep/er/d.md",
        "deleted /c.md",
        "modified /a.md",
        "modified /b.md",
      ]);
      for (const version of own) {
        expect(version.created_by).toEqual({ type: "session_actor", session_id: session.id });
        expect(version).toMatchObject({ reverie: { via: "mount" } });
      }
    });

    it("carries the writes of one session into the folder of another", async () => {
      const storeId = await makeStore("shared", { "/log.md": "start\n" });
      const first = await mount([{ memory_store_id: storeId }]);
      process.env.REVERIE_MOUNT_ROOT = join(root, "second");
      const second = await mount([{ memory_store_id: storeId }]);
      await shell(first.folders[0] ?? "", "echo 'valve 4 sticks' > valves.md; echo first >> log.md");
      await first.stores.flushWrites();
      await sync(second.stores);
      expect(await shell(second.folders[0] ?? "", "cat valves.md log.md")).toBe("valve 4 sticks\nstart\nfirst\n");
      await shell(second.folders[0] ?? "", "rm valves.md; echo second >> log.md");
      await second.stores.finish();
      await sync(first.stores);
      expect(await shell(first.folders[0] ?? "", "ls; cat log.md")).toBe("log.md\nstart\nfirst\nsecond\n");
    });

    it("lets the server's version win when both sides changed a file", async () => {
      const storeId = await makeStore("notes", { "/a.md": "base\n" });
      const { stores, folders } = await mount([{ memory_store_id: storeId }]);
      const { memories } = api.client().beta.memoryStores;
      const [head] = await collect(memories.list(storeId));
      if (head?.type !== "memory") throw new Error("no memory");
      await shell(folders[0] ?? "", "echo local > a.md");
      await memories.update(head.id, { memory_store_id: storeId, content: "remote\n" });
      await sync(stores);
      expect(await shell(folders[0] ?? "", "cat a.md")).toBe("remote\n");
      expect(await contentOf(storeId)).toEqual({ "/a.md": "remote\n" });
    });

    it("never takes a write into a store that is attached read-only", async () => {
      const manual = await makeStore("manual", { "/rules.md": "do not touch\n" });
      const notes = await makeStore("notes");
      const { session, stores, folders } = await mount([
        { memory_store_id: manual, access: "read_only" },
        { memory_store_id: notes },
      ]);
      const [readOnly = "", writable = ""] = folders;
      expect(stores.readOnlyRoots).toEqual([readOnly]);
      await shell(readOnly, "echo hacked > rules.md; echo new > more.md");
      await shell(writable, "echo kept > kept.md");
      await stores.finish();
      expect(await contentOf(manual)).toEqual({ "/rules.md": "do not touch\n" });
      expect(await contentOf(notes)).toEqual({ "/kept.md": "kept\n" });
      const { memoryVersions } = api.client().beta.memoryStores;
      expect(await collect(memoryVersions.list(manual, { session_id: session.id }))).toEqual([]);
    });

    it("skips a file that the rules refuse and still takes the others", async () => {
      const storeId = await makeStore("notes");
      const { stores, folders } = await mount([{ memory_store_id: storeId }]);
      await shell(folders[0] ?? "", "head -c 102401 /dev/zero | tr '\\0' x > big.md; echo fine > small.md");
      await stores.finish();
      expect(await contentOf(storeId)).toEqual({ "/small.md": "fine\n" });
    });

    it("leaves nothing behind when the session's folders are disposed of", async () => {
      const storeId = await makeStore("notes", { "/a.md": "x" });
      const { stores, folders } = await mount([{ memory_store_id: storeId }]);
      expect(await readFile(join(folders[0] ?? "", "a.md"), "utf8")).toBe("x");
      await stores.dispose();
      await expect(access(folders[0] ?? "")).rejects.toThrow();
      expect(await contentOf(storeId)).toEqual({ "/a.md": "x" });
    });
  },
);
