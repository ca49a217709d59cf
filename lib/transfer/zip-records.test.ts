import { describe, expect, it } from "vitest";
import { centralRecord, endOfDirectory, localHeader, type ZipRecord } from "./zip-records";

function buildRecord(changes: Partial<ZipRecord> = {}): ZipRecord {
  const modifiedAt = new Date("2026-03-01T12:34:56.789Z");
  return {
    name: Buffer.from("a"),
    modifiedAt,
    isDeflated: true,
    crc: 1,
    storedBytes: 2,
    sizeBytes: 3,
    offset: 4,
    ...changes,
  };
}

describe("records of a zip", () => {
  it("keep an offset beyond 4 GiB in the long form", () => {
    const far = centralRecord(buildRecord({ offset: 5_000_000_000 }));
    expect(far.readUInt32LE(42)).toBe(0xffff_ffff);
    expect(far.readUInt16LE(6)).toBe(45);
    expect(far.readBigUInt64LE(far.length - 8)).toBe(5_000_000_000n);
    expect(centralRecord(buildRecord()).readUInt32LE(42)).toBe(4);
  });

  it("end in the short form up to 65,534 files and 4 GiB, else in both", () => {
    expect(endOfDirectory({ count: 65_534, sizeBytes: 1, offset: 1 })).toHaveLength(22);
    for (const large of [
      { count: 65_535, sizeBytes: 1, offset: 1 },
      { count: 100_000, sizeBytes: 9_000_000, offset: 1 },
      { count: 1, sizeBytes: 1, offset: 5_000_000_000 },
    ]) {
      const end = endOfDirectory(large);
      expect(end).toHaveLength(98);
      expect(end.readBigUInt64LE(32)).toBe(BigInt(large.count));
      expect(end.readBigUInt64LE(48)).toBe(BigInt(large.offset));
      expect(end.readBigUInt64LE(64)).toBe(BigInt(large.offset + large.sizeBytes));
    }
  });

  it("say the time in UTC wherever the server stands, and stay within the format's years", () => {
    const here = process.env.TZ;
    try {
      const zones = ["UTC", "Asia/Tokyo", "America/New_York"].map((zone) => {
        process.env.TZ = zone;
        return localHeader(buildRecord()).toString("hex");
      });
      expect(new Set(zones).size).toBe(1);
    } finally {
      if (here === undefined) delete process.env.TZ;
      else process.env.TZ = here;
    }
    const date = (text: string) => localHeader(buildRecord({ modifiedAt: new Date(text) })).readUInt16LE(12);
    expect(date("1970-01-01T00:00:00Z") >> 9).toBe(0);
    expect(date("2500-01-01T00:00:00Z") >> 9).toBe(127);
    expect(date("2026-03-01T00:00:00Z")).toBe((46 << 9) | (3 << 5) | 1);
  });
});
