import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entityKey, groupObservations } from "./group-observations";
import type { Observation } from "./observation";

const observe = (statement: string, entities: string[] = [], conditions: string[] = []): Observation => ({
  session: 0,
  kind: "fact",
  statement,
  conditions,
  entities,
  evidence: [],
  atMs: [],
});

const sealed = observe("The settlement export is refused while the ledger snapshot is not sealed.", ["settle"]);
const reworded = observe("Seal the ledger snapshot first or the settlement export is refused.", ["`Settle`"]);
const other = observe("The partner bank answers within one hour.", ["partner bank"]);

const statementsOf = (cases: readonly Observation[][]) =>
  cases.map((own) => own.map(({ statement }) => statement).sort()).sort();

describe("groupObservations", () => {
  it("makes one case of observations that share a name and some words, and leaves the others alone", () => {
    expect(groupObservations([sealed, other, reworded])).toEqual([[sealed, reworded], [other]]);
  });

  it("needs much of the words where no name is shared", () => {
    const far = observe("A sealed book is opened by the desk.", []);
    expect(groupObservations([observe(sealed.statement), far])).toHaveLength(2);
    expect(groupObservations([observe(sealed.statement), observe(sealed.statement.toLowerCase())])).toHaveLength(1);
  });

  it("keeps what was seen in different environments apart, whatever it shares", () => {
    const [one, two] = [["in production"], ["in staging"]];
    const cases = groupObservations([
      observe(sealed.statement, ["settle"], one),
      observe(sealed.statement, ["settle"], two),
    ]);
    expect(cases).toHaveLength(2);
  });

  it("takes a name that most observations share for none", () => {
    const topics = [
      "disk",
      "queue",
      "certificate",
      "backup",
      "owner",
      "quota",
      "cache",
      "schema",
      "login",
      "report",
      "mail",
      "token",
    ];
    const many = topics.map((topic) => observe(`The ${topic} was looked at by ${topic} people.`, ["acme"]));
    expect(groupObservations(many)).toHaveLength(topics.length);
    expect(groupObservations(many.slice(0, 3))).toHaveLength(1);
  });

  it("loses and repeats nothing, and comes to the same cases in every order", () => {
    const all = [sealed, reworded, other, observe("Keep one commit per change.", ["commit"])];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(statementsOf(groupObservations(shuffled))).toEqual(statementsOf(groupObservations(all)));
      }),
      { numRuns: 15 },
    );
  });
});

describe("entityKey", () => {
  it("is the name without case and marks", () => {
    expect(["`Pay-Prod`,", "(pay-prod)", '"PAY-PROD".'].map(entityKey)).toEqual(Array(3).fill("pay-prod"));
  });
});
