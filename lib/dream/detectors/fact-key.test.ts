import { describe, expect, it } from "vitest";
import { readDocument } from "../engine/memory-document";
import { buildMemory } from "../engine/testing-builders";
import { readCellKey, readFactKey, readFactScope, stemWord } from "./fact-key";

describe("readFactKey", () => {
  it.each([
    ["owner", { stems: ["own"], head: "own", isNamed: false, entity: [], attribute: ["own"] }],
    [
      "payments-api owner",
      { stems: ["api", "own", "payment"], head: "own", isNamed: true, entity: ["payments", "api"] },
    ],
    ["owner of payments-api", { head: "own", isNamed: true, entity: ["payments", "api"], attribute: ["own"] }],
    ["the current default timeout", { stems: ["timeout"], head: "timeout" }],
    ["max retries", { stems: ["max", "retri"], head: "retri", entity: ["max"], isNamed: false }],
    ["prod db host", { stems: ["db", "host"], head: "host" }],
  ])("reads %s", (key, expected) => {
    expect(readFactKey(key)).toMatchObject(expected);
  });

  it.each(["note", "Todo", "see", "date", "the", "", "payments-api", "prod", "status", "--"])(
    "takes %j for no key: nothing in it says what is told",
    (key) => {
      expect(readFactKey(key)).toBeNull();
    },
  );

  it("means one key by any spelling of it", () => {
    const keys = ["payments-api owner", "owner of payments-api", "PaymentsApi owner", "payments_api owner"];
    expect(new Set(keys.map((key) => JSON.stringify(readFactKey(key)?.stems))).size).toBe(1);
  });

  it("names nothing by compounds of common speech", () => {
    expect(readFactKey("on-call phone")).toMatchObject({ isNamed: false });
    expect(readFactKey("e-mail host")).toMatchObject({ isNamed: false });
  });
});

describe("readCellKey", () => {
  it("takes the thing from the row and what is told from the column", () => {
    expect(readCellKey("payments-api", "Owner")).toMatchObject({
      stems: ["api", "own", "payment"],
      isNamed: true,
      entity: ["payments", "api"],
      attribute: ["own"],
    });
  });

  it("reads no key where either is missing", () => {
    expect(readCellKey("", "owner")).toBeNull();
    expect(readCellKey("cache", "notes")).toBeNull();
  });
});

describe("readFactScope", () => {
  const scope = (path: string, content: string) => {
    const document = readDocument(buildMemory(path, content), false);
    const unit = document.units.at(-1);
    return unit ? readFactScope(document, unit) : null;
  };

  it("takes the nearest identifier for the thing: list items before headings before the file", () => {
    expect(scope("/services/search-svc.md", "# All\n\n## ledger-db\n\n- cache-7\n  - port: 1\n")).toMatchObject({
      label: "cache-7",
    });
    expect(scope("/services/search-svc.md", "# All\n\n## ledger-db\n\n- port: 1\n")).toMatchObject({
      label: "ledger-db",
      entity: ["ledger", "db", "search", "svc"],
    });
    expect(scope("/services/search-svc.md", "- port: 1\n")).toMatchObject({
      label: "search-svc",
      entity: ["search", "svc"],
    });
  });

  it("takes plain words where there is no identifier, and none from rooms of the store", () => {
    expect(scope("/billing/notes.md", "# Export job\n\n- port: 1\n")).toMatchObject({
      label: "Export job",
      entity: ["export", "job", "billing"],
    });
    expect(scope("/notes.md", "# Learnings\n\n## 2026-03-02\n\n- port: 1\n")).toEqual({
      stems: [],
      entity: [],
      label: "",
    });
  });

  it("takes no environment for a thing", () => {
    expect(scope("/prod/notes.md", "# Staging\n\n- port: 1\n")?.entity).toEqual([]);
  });
});

describe("stemWord", () => {
  it("joins the forms of one word and leaves short words whole", () => {
    expect(["owner", "owners", "owned", "ownership"].map(stemWord)).toEqual(["own", "own", "own", "own"]);
    expect(["used", "is", "es", "ring", "bed", "ship"].map(stemWord)).toEqual([
      "used",
      "is",
      "es",
      "ring",
      "bed",
      "ship",
    ]);
  });
});
