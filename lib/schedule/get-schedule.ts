import { type Ctx, readerOf } from "@/lib/access/context";
import type { DreamSchedule } from "@/lib/contract/dream-schedule";
import { presentOne } from "./read-runs";
import { requireScheduleRead } from "./require-schedule";

/** A schedule with its last run. Throws NotFoundError. */
export async function getSchedule(ctx: Ctx, id: string): Promise<DreamSchedule> {
  return presentOne(readerOf(ctx), await requireScheduleRead(ctx, id));
}
