import { describe, expect, it } from "vitest";
import { entryOfVersion, redactionListCsv, redactionListJson } from "./redaction-list";
import { buildTombstone } from "./testing/build-redaction";

describe("the list to keep of a redaction", () => {
  it("says of each version what it was, when it went, by whom and why", () => {
    const entry = entryOfVersion(buildTombstone(), false);
    expect(entry).toEqual({
      memory_store_id: "memstore_1",
      memory_id: "mem_1",
      memory_version_id: "memver_1",
      sequence: 1,
      written_at: "2026-05-03T10:00:00Z",
      redacted_at: "2026-05-04T10:00:00Z",
      redacted_by: { type: "user_actor", user_id: "user_1" },
      reason: "secret: in a log",
      is_copy: false,
    });
  });

  it("has no line for what was not redacted", () => {
    expect(entryOfVersion(buildTombstone({ redacted_at: null, content: "secret" }), false)).toBeNull();
  });

  it("never holds a path or a text, whatever the version says", () => {
    const entry = entryOfVersion(buildTombstone({ path: "/secret.md", content: "hunter2" }), true);
    const lists = entry === null ? "" : redactionListCsv([entry]) + redactionListJson([entry]);
    expect(lists).toContain("memver_1");
    expect(lists).not.toMatch(/secret\.md|hunter2/);
  });

  it("is CSV that spreadsheets take for text", () => {
    const reverie = { ...buildTombstone().reverie, redaction_reason: '=HYPERLINK("x"), now' };
    const entry = entryOfVersion(buildTombstone({ reverie }), false);
    expect(entry === null ? "" : redactionListCsv([entry])).toBe(
      "memory_store_id,memory_id,memory_version_id,sequence,written_at,redacted_at,redacted_by,reason,is_copy\r\n" +
        'memstore_1,mem_1,memver_1,1,2026-05-03T10:00:00Z,2026-05-04T10:00:00Z,user_1,"\'=HYPERLINK(""x""), now",false\r\n',
    );
  });

  it("is JSON with the same lines", () => {
    const entry = entryOfVersion(buildTombstone({ redacted_by: null }), true);
    const parsed: unknown = JSON.parse(redactionListJson(entry === null ? [] : [entry]));
    expect(parsed).toEqual({ type: "redaction_list", format_version: 1, entries: [entry] });
    expect(entry === null ? "" : redactionListCsv([entry])).toContain(",,secret: in a log,true\r\n");
  });
});
