import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  choiceField,
  choiceFieldOr,
  flagField,
  momentField,
  textField,
  textFieldOr,
  wordsField,
} from "./address-field";
import { editAddress, ownPart, readAddress } from "./edit-address";

const fields = {
  q: textFieldOr(""),
  event: textField,
  archived: flagField,
  kind: choiceField(["created", "deleted"]),
  mode: choiceFieldOr(["text", "regex"], "text"),
  store: wordsField,
  at: momentField,
};
const usual = { q: "", event: null, archived: false, kind: null, mode: "text", store: [], at: null } as const;

describe("readAddress", () => {
  it("takes what is absent or cannot be meant for what is usual", () => {
    expect(readAddress(fields, "")).toEqual(usual);
    expect(readAddress(fields, "archived=perhaps&kind=moved&mode=&store=&at=yesterday")).toEqual(usual);
  });

  it("reads what is there", () => {
    const search = "q=a+b&event=sevt_1&archived=true&kind=deleted&mode=regex&store=a,b&at=2026-11-30T10:00:00Z&other=1";
    expect(readAddress(fields, search)).toEqual({
      q: "a b",
      event: "sevt_1",
      archived: true,
      kind: "deleted",
      mode: "regex",
      store: ["a", "b"],
      at: "2026-11-30T10:00:00.000Z",
    });
  });
});

describe("editAddress", () => {
  it("says nothing of what is usual, and leaves alone what others say", () => {
    expect(editAddress(fields, "other=1&q=x&archived=true", { q: "", archived: false })).toBe("other=1");
    expect(editAddress(fields, "other=1&q=x", { q: null, event: "e" })).toBe("other=1&event=e");
    expect(editAddress(fields, "q=x", {})).toBe("q=x");
  });

  it("keeps paths and moments readable", () => {
    expect(editAddress(fields, "", { event: "/a/b c#1", at: "2026-11-30T10:00:00.000Z" })).toBe(
      "event=/a/b+c%231&at=2026-11-30T10:00:00.000Z",
    );
  });

  it("is read back as it was written, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, archived) => {
        const written = editAddress(fields, "other=%26", { q: text, event: text, archived });
        expect(readAddress(fields, written)).toMatchObject({ q: text, event: text, archived });
        expect(new URLSearchParams(written).get("other")).toBe("&");
      }),
      { numRuns: 100, examples: [["ä{ numRuns: 50 }=+% ?#\u{1f319}", true]] },
    );
  });
});

describe("ownPart", () => {
  it("is the same before and after others change", () => {
    expect(ownPart({ q: textField }, "a=1&q=x")).toBe(ownPart({ q: textField }, "q=x&b=2"));
  });
});
