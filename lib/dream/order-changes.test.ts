import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { missingDependencies } from "./missing-dependencies";
import { changeDependencies, orderChanges } from "./order-changes";
import { buildChange } from "./testing/build-change";

function build(
  id: string,
  position: number,
  needs: string[] = [],
  operation: "created" | "modified" | "deleted" = "modified",
) {
  const change = buildChange("1\n", "2\n", { id, position, operation });
  return {
    ...change,
    hunks: change.hunks.map((hunk) => ({ ...hunk, depends_on: needs.map((other) => `${other}.0`) })),
  };
}

describe("the order of writes", () => {
  it("frees paths before it takes them, and else keeps the engine's order", () => {
    const changes = [build("c", 0, [], "created"), build("m", 1), build("d", 2, [], "deleted"), build("n", 3)];
    expect(orderChanges(changes).map(({ id }) => id)).toEqual(["d", "m", "n", "c"]);
  });

  it("puts what is needed first, even against that", () => {
    const changes = [build("a", 0, ["c"], "deleted"), build("b", 1, ["a"]), build("c", 2, [], "created")];
    expect(orderChanges(changes).map(({ id }) => id)).toEqual(["c", "a", "b"]);
    expect(changeDependencies(changes).get("b")).toEqual(new Set(["a"]));
  });

  it("holds every change once, circles included", () => {
    const names = ["a", "b", "c", "d", "e"];
    fc.assert(
      fc.property(fc.array(fc.subarray(names), { minLength: 5, maxLength: 5 }), (needs) => {
        const changes = names.map((name, index) => build(name, index, needs[index]));
        expect(
          orderChanges(changes)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(names);
      }),
    );
  });
});

describe("missing dependencies", () => {
  it("names each hunk that approved ones need, once, with all that need it", () => {
    const approved = <T extends ReturnType<typeof build>>(change: T): T => ({
      ...change,
      hunks: change.hunks.map((hunk) => ({ ...hunk, decision: "approved" as const })),
    });
    const changes = [
      build("a", 0),
      approved(build("b", 1, ["a"])),
      approved(build("c", 2, ["a", "b"])),
      build("d", 3, ["c"]),
    ];
    expect(missingDependencies(changes)).toEqual([{ hunk_id: "a.0", change_id: "a", needed_by: ["b.0", "c.0"] }]);
    expect(missingDependencies(changes.map(approved))).toEqual([]);
  });
});
