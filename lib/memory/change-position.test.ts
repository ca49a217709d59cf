import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginningOf, decodeChangePosition, encodeChangePosition } from "./change-position";

const xid = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
const versionId = fc.stringMatching(/^[0-9A-Z]{26}$/).map((ulid) => `memver_${ulid}`);

describe("a position in a store's changes", () => {
  it("comes back as it was given", () => {
    const position = fc.oneof(
      xid.map(beginningOf),
      fc.record({ xid, versionId, sequence: fc.constant(-1) }),
      fc.record({ xid, versionId: fc.constant(null), sequence: fc.nat() }),
    );
    fc.assert(
      fc.property(position, (given) => {
        expect(decodeChangePosition(encodeChangePosition(given))).toEqual(given);
      }),
    );
  });

  it.each(["", "x", "-1", "1.", "1.x", "1.memver_", "1.mem_1", "1.2.3", "1 ", "99999999999999999999", "1.memver_ü"])(
    "is refused when it is none: %j",
    (text) => {
      expect(() => decodeChangePosition(text)).toThrow("is not a position");
    },
  );
});
