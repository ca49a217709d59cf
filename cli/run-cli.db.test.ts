import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useApiServer } from "@/lib/api/testing/api-server";
import { memoryClient } from "@/lib/api/testing/memory-client";
import { makeEventfulStore } from "@/lib/transfer/testing/eventful-store";
import { buildZip } from "@/lib/transfer/testing/pack";
import { unpackTar, unpackZip } from "@/lib/transfer/testing/unpack";
import { type CliResult, runInTerminal } from "./testing/terminal";

const api = useApiServer();
const stores = memoryClient(api);
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reverie-cli-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const reverie = (args: string[], options: Parameters<typeof runInTerminal>[1] = {}): Promise<CliResult> =>
  runInTerminal([...args, "--url", api.baseUrl()], { apiKey: api.adminKey(), ...options });
const done = async (result: Promise<CliResult>): Promise<CliResult> => {
  const finished = await result;
  expect({ exitCode: finished.exitCode, stderr: finished.stderr }).toMatchObject({ exitCode: 0 });
  return finished;
};

describe("reverie export and reverie import", () => {
  it("carry a store from one place to another, whole or as its files, by the name of the file", async () => {
    const source = await makeEventfulStore(api, "Carried");
    const listed = async (id: string) =>
      (await stores.list(id, "?limit=100&view=full")).data.map(
        (item) => item.type === "memory" && [item.path, item.content],
      );
    for (const [index, ending] of ["jsonl", "zip", "tar.gz"].entries()) {
      const file = join(folder, `store.${ending}`);
      const out = await done(reverie(["export", source.id, "-o", file]));
      expect(out.stderr).toMatch(/^Received [\d.]+ \w+, [\d.]+ \w+\/s, [\d.]+ s: "Carried", \d+ memories now, in /);
      expect(readdirSync(folder)).toHaveLength(index + 1);
      const target = await stores.store({ name: `target ${ending}` });
      const trial = await done(reverie(["import", target.name, file, "--dry-run"]));
      expect(trial.stderr).toContain("nothing written");
      const into = await done(reverie(["import", target.name, file]));
      expect(into.stderr).toMatch(/^Sent [\d.]+ \w+ of [\d.]+ \w+, /);
      expect(JSON.parse(into.stdout.toString())).toMatchObject({ type: "memory_import", history: ending === "jsonl" });
      expect(await listed(target.id)).toEqual(await listed(source.id));
    }
  });

  it("write to standard output and read standard input", async () => {
    const store = await stores.store({ name: "Piped" });
    await stores.create(store.id, "/in/a", "a");
    await stores.create(store.id, "/b", "b");
    const all = await done(reverie(["export", "Piped"]));
    expect(await unpackTar(all.stdout)).toHaveLength(2);
    const part = await done(reverie(["export", "Piped", "--format", "zip", "--path-prefix", "/in/", "-o", "-"]));
    expect((await unpackZip(part.stdout)).map((file) => file.name)).toEqual(["in/a"]);
    const past = await done(
      reverie(["export", "Piped", "--at", "2001-01-01T00:00:00Z", "--format=jsonl", "--no-history"]),
    );
    expect(past.stdout.toString().trimEnd().split("\n")).toHaveLength(2);
    const target = await stores.store({ name: "Target of the pipe" });
    await done(reverie(["import", target.id, "-", "--format", "tar.gz"], { stdin: all.stdout }));
    expect((await stores.list(target.id)).data).toHaveLength(2);
  });

  it("say which files were skipped, and overwrite only when told to", async () => {
    const store = await stores.store();
    await stores.create(store.id, "/a", "mine");
    const file = join(folder, "a.zip");
    writeFileSync(file, await buildZip([{ name: "a", content: "theirs" }]));
    const conflict = await reverie(["import", store.id, file]);
    expect(conflict).toMatchObject({ exitCode: 1, stderr: "reverie: The path is blocked by the memory at /a.\n" });
    const skipping = await done(reverie(["import", store.id, file, "--on-conflict", "skip"]));
    expect(skipping.stderr).toContain("skipped /a: ");
    await done(reverie(["import", store.id, file, "--on-conflict", "overwrite"]));
    expect((await stores.list(store.id, "?view=full")).data).toMatchObject([{ content: "theirs" }]);
  });

  it("draw their progress where a person watches, and send no archive to a screen", async () => {
    const store = await stores.store();
    await stores.create(store.id, "/a", "x");
    const file = join(folder, "x.zip");
    const shown = await done(reverie(["export", store.id, "-o", file], { isTTY: true }));
    expect(shown.stderr).toContain("\r\u001b[2KReceived");
    expect((await reverie(["export", store.id], { isTTY: true })).exitCode).toBe(2);
  });
});

describe("a failure", () => {
  it("is one sentence and a code: 2 for the command, 3 for the key, 4 for the address, 1 for the rest", async () => {
    const store = await stores.store({ name: "twice" });
    await stores.store({ name: "twice" });
    const reader = await api.makeKey({ permissions: ["memory:read"] });
    const archive = join(folder, "a.zip");
    writeFileSync(archive, "no archive");
    const cases: [string[], number, Parameters<typeof runInTerminal>[1]?][] = [
      [["explode"], 2],
      [["export"], 2],
      [["export", store.id, "extra"], 2],
      [["export", store.id, "--colour"], 2],
      [["export", store.id, "--format", "rar"], 2],
      [["export", "twice"], 2],
      [["export", store.id, "--at", "yesterday"], 1],
      [["export", "no such store"], 1],
      [["export", "memstore_none"], 1],
      [["export", store.id, "--format", "zip", "--history"], 1],
      [["export", store.id, "-o", join(folder, "none", "x.zip")], 1],
      [["import", store.id], 2],
      [["import", store.id, join(folder, "none.zip")], 2],
      [["import", store.id, "-"], 2],
      [["import", store.id, archive, "--on-conflict", "ask"], 2],
      [["import", store.id, archive], 1],
      [["import", store.id, archive], 3, { apiKey: reader }],
      [["export", store.id], 3, { apiKey: "wrong" }],
      [["export", store.id], 3, { apiKey: undefined }],
    ];
    for (const [args, exitCode, options] of cases) {
      const result = await reverie(args, options);
      expect({ args, ...result }).toMatchObject({ args, exitCode });
      expect(result.stderr).toMatch(/^reverie: \S.{10}/);
      expect(result.stderr).not.toMatch(/\n {4}at /);
    }
    const nobody = await runInTerminal(["export", store.id, "--url", "http://127.0.0.1:9"], { apiKey: "x" });
    expect(nobody).toMatchObject({ exitCode: 4 });
    const nonsense = await runInTerminal(["export", store.id, "--url", "nonsense"], { apiKey: "x" });
    expect(nonsense).toMatchObject({ exitCode: 2 });
    expect(readdirSync(folder)).toEqual(["a.zip"]);
  });

  it("of a connection that breaks in the middle leaves no file behind", async () => {
    const store = await stores.store({ name: "broken" });
    const server = createServer((req, res) => {
      if (!req.url?.includes("/export"))
        return void res.setHeader("content-type", "application/json").end(JSON.stringify(store));
      res.write("the first part");
      setTimeout(() => res.destroy(), 50);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const file = join(folder, "x.tar.gz");
    writeFileSync(file, "an earlier export");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const result = await runInTerminal(["export", store.id, "-o", file, "--url", url], { apiKey: "x" });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain("broke off");
    expect(readFileSync(file, "utf8")).toBe("an earlier export");
    expect(readdirSync(folder)).toEqual(["x.tar.gz"]);
    await new Promise((resolve) => server.close(resolve));
  });

  it("is no failure to ask for help", async () => {
    expect((await runInTerminal(["--help"])).stdout.toString()).toContain("reverie import <store> <file>");
    expect((await runInTerminal(["export", "-h"])).exitCode).toBe(0);
    expect((await runInTerminal([])).exitCode).toBe(2);
  });
});
