import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MemoryOperationInput } from "@/lib/contract/memory-batch";
import { splitIntoRuns } from "./batch-runs";

const path = fc.constantFrom("/a", "/a/b", "/a/b/c", "/ab", "/d", "/d/e");
const memoryId = fc.constantFrom("mem_1", "mem_2", "mem_3");
const operation: fc.Arbitrary<MemoryOperationInput> = fc.oneof(
  fc.record({ op: fc.constant("create" as const), path, content: fc.constant("") }),
  fc.record({ op: fc.constant("update" as const), memory_id: memoryId, content: fc.constant("x") }),
  fc.record({ op: fc.constant("update" as const), memory_id: memoryId, path }),
  fc.record({ op: fc.constant("delete" as const), memory_id: memoryId }),
);

const overlap = (one: string, other: string) =>
  one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);

describe("the runs of a batch", () => {
  it("hold every operation once and in order, and none that could touch another of its run", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 30 }), (operations) => {
        const runs = splitIntoRuns(operations);
        expect(runs.flat()).toEqual(operations.map((given, index) => ({ index, operation: given })));
        for (const run of runs) {
          const alone = run.filter(
            ({ operation: { op, ...rest } }) => op === "delete" || (op === "update" && "path" in rest),
          );
          if (alone.length > 0) expect(run).toHaveLength(1);
          const paths = run.flatMap((item) => (item.operation.op === "create" ? [item.operation.path] : []));
          const ids = run.flatMap((item) => (item.operation.op === "create" ? [] : [item.operation.memory_id]));
          expect(new Set(ids).size).toBe(ids.length);
          for (const [index, one] of paths.entries()) {
            expect(paths.slice(index + 1).some((other) => overlap(one, other))).toBe(false);
          }
        }
      }),
    );
  });

  it("are one for a thousand new files", () => {
    const creates = Array.from({ length: 1000 }, (_, index) => ({
      op: "create" as const,
      path: `/f/${index}`,
      content: "",
    }));
    expect(splitIntoRuns(creates)).toHaveLength(1);
  });
});
