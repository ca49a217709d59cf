import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkedTokens, unsourcedToken } from "./token-provenance";

const kindsOf = (text: string) => checkedTokens(text).map(({ kind, text: token }) => `${kind} ${token}`);

describe("checkedTokens", () => {
  it("finds what can be wrong without sounding wrong", () => {
    expect(kindsOf("Since 2026-03-05 run `kubectl -n pay-prod` with --tail 20 on db1.example.com, never `x`")).toEqual([
      "code kubectl -n pay-prod",
      "code x",
      "date 2026-03-05",
      "flag --tail",
      "host db1.example.com",
      "number 20",
      "negation never",
    ]);
    expect(kindsOf('see docs/setup.md: "wait 5 min"')).toEqual(["quotation wait 5 min", "path docs/setup.md"]);
  });

  it("leaves plain prose alone", () => {
    expect(checkedTokens("The export works once the ledger is sealed.")).toEqual([]);
  });
});

describe("unsourcedToken", () => {
  it.each([
    ["wait 15 min", ["wait 5 min"]],
    ["wait 5 min", ["wait 15 min"]],
    ["wait 5 s", ["wait 5 min"]],
    ["version 1.2", ["version 1.2.3"]],
    ["it starts at 05:45", ["starts at 04:35 each night"]],
    ["use `pay-Prod`", ["use pay-prod"]],
    ["do not restart", ["restart the workers"]],
    ["pass --force", ["pass --forced"]],
    ["see /etc/hosts", ["see /etc/hosts2"]],
  ])("misses the source of %j in %j", (text, sources) => {
    expect(unsourcedToken(text, sources)).not.toBeNull();
  });

  it.each([
    ["wait 5min", ["please wait 5 min here"]],
    ["it starts at 04:35.", ["starts at 04:35 each night"]],
    ["`payments` does not exist", ['namespaces "payments" failed']],
    ["use `pay-prod`", ["namespace", "pay-prod   is up"]],
  ])("finds the source of %j in %j", (text, sources) => {
    expect(unsourcedToken(text, sources)).toBeNull();
  });

  it("finds every part of a text in that text, and no changed number", () => {
    const number = fc.integer({ min: 10, max: 99_999 });
    fc.assert(
      fc.property(
        number,
        number,
        fc.constantFrom("wait %s min", "port %s", "--retries %s", "in /a/b%s"),
        (left, right, form) => {
          const text = form.replace("%s", String(left));
          expect(unsourcedToken(text, [`before ${text} after`])).toBeNull();
          if (left !== right) expect(unsourcedToken(form.replace("%s", String(right)), [text])).not.toBeNull();
        },
      ),
      { numRuns: 60 },
    );
  });
});
