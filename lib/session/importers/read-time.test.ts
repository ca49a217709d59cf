import { expect, test } from "vitest";
import { readTime } from "@/lib/session/importers/read-time";

test.each([
  ["2026-03-02T02:10:00Z", "2026-03-02T02:10:00.000Z"],
  ["2026-03-02T02:10:00.123456+02:00", "2026-03-02T00:10:00.123Z"],
  ["2026-03-02 02:10:00,5", "2026-03-02T02:10:00.500Z"],
  ["2026-03-02T02:10", "2026-03-02T02:10:00.000Z"],
  ["2026-03-02", "2026-03-02T00:00:00.000Z"],
  [1_772_416_800, "2026-03-02T02:00:00.000Z"],
  [1_772_416_800_500, "2026-03-02T02:00:00.500Z"],
])("reads %s as %s, whatever the zone of the machine", (value, iso) => {
  expect(readTime(value)?.toISOString()).toBe(iso);
});

test.each(["yesterday", "2026-13-40", "", "12", null, undefined, {}, Number.NaN, -5, 1e300, "9999-12-31T23:59:59Z"])(
  "gives none for %s",
  (value) => {
    expect(readTime(value)).toBeNull();
  },
);
