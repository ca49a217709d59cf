import { describe, expect, it } from "vitest";
import { buildWorld } from "../engine/build-world";
import { buildInput, buildMemory, buildSession, type Step } from "../engine/testing-builders";
import { entityVocabulary, isScopeWord, splitName } from "./entity-vocabulary";

async function vocabulary(files: Record<string, string>, steps: Step[] = []) {
  const memories = Object.entries(files).map(([path, content]) => buildMemory(path, content));
  const sessions = [buildSession("a", steps)];
  return [...entityVocabulary(await buildWorld(buildInput({ memories, sessions }), async () => {}))].sort();
}

const call = (input: Record<string, unknown>): Step => ({ tool: "get", input, result: "x" });

describe("splitName", () => {
  it.each([
    ["payments-api", ["payments", "api"]],
    ["PaymentsApi", ["payments", "api"]],
    ["payments_api/v2", ["payments", "api", "v2"]],
    ["Payments API", ["payments", "api"]],
    ["Größe-Übersicht", ["größe", "übersicht"]],
    ["日本 サービス", ["日本", "サービス"]],
    ["--", []],
    ["", []],
  ])("%s has the parts %j", (text, parts) => {
    expect(splitName(text)).toEqual(parts);
  });
});

describe("isScopeWord", () => {
  it("takes names of things, and neither rooms of a store, days, nor numbers", () => {
    expect(["payments", "cache", "db2", "eu"].filter(isScopeWord)).toEqual(["payments", "cache", "db2", "eu"]);
    const empty = [
      "notes",
      "readme",
      "2026",
      "monday",
      "mar",
      "q3",
      "w12",
      "3rd",
      "a",
      "",
      "the",
      "runbook",
      "services",
    ];
    expect(empty.filter(isScopeWord)).toEqual([]);
  });
});

describe("entityVocabulary", () => {
  it("learns things from file names, headings, code and names within sentences", async () => {
    expect(
      await vocabulary({ "/services/search-svc.md": "# Mail gateway\n\n- ask `ledger-db`, or the Harborline desk\n" }),
    ).toEqual(["db", "gateway", "harborline", "ledger", "mail", "search", "svc"]);
  });

  it("takes no word for a thing because it starts a sentence, is an environment or a room of the store", async () => {
    expect(await vocabulary({ "/notes.md": "# Production notes\n\nRestart it. Then wait for `staging`.\n" })).toEqual(
      [],
    );
  });

  it("learns from sessions only the values of arguments that name things", async () => {
    const steps = [
      call({ service: "billing-core", note: "hello-world", deep: { cluster_id: "blue7" } }),
      call({ service: "a long sentence about nothing", host: "x".repeat(61), query: "alpha" }),
    ];
    expect(await vocabulary({}, steps)).toEqual(["billing", "blue7", "core"]);
  });

  it("is the same whatever the order of files, and empty for an empty store", async () => {
    const files = { "/b.md": "# beta-one\n", "/a.md": "# alpha-two\n" };
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    expect(await vocabulary(files)).toEqual(await vocabulary(reversed));
    expect(await vocabulary({})).toEqual([]);
  });

  it("is not fooled by names of object members", async () => {
    expect(await vocabulary({ "/__proto__.md": "# constructor\n" }, [call({ service: "toString" })])).toEqual([
      "constructor",
      "proto",
      "string",
    ]);
  });
});
