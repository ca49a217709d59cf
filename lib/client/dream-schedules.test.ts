import { describe, expect, it } from "vitest";
import type { DreamSchedule } from "@/lib/contract/dream-schedule";
import { soonestOf } from "./dream-schedules";

const schedule = (id: string, next_run_at: string | null) => ({ id, next_run_at }) as DreamSchedule;

describe("soonestOf", () => {
  it("is the schedule whose time comes first", () => {
    const later = schedule("a", "2026-06-02T05:00:00.000Z");
    const sooner = schedule("b", "2026-06-01T05:00:00.000Z");
    expect(soonestOf([later, schedule("c", null), sooner])?.id).toBe("b");
  });

  it("is nobody where all are paused", () => {
    expect(soonestOf([schedule("a", null)])).toBeNull();
    expect(soonestOf([])).toBeNull();
  });
});
