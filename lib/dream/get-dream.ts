import type { Ctx } from "@/lib/access/context";
import type { Dream } from "@/lib/contract/dream";
import { abilitiesOnDream } from "./abilities-on-dream";
import { presentDream } from "./dream-row";
import { requireDreamRead } from "./require-dream";

/** One dream, archived ones too. Throws NotFoundError. */
export async function getDream(ctx: Ctx, input: { dreamId: string; abilities: boolean }): Promise<Dream> {
  const row = await requireDreamRead(ctx, input.dreamId);
  return presentDream(row, input.abilities ? abilitiesOnDream(ctx.actor, row) : undefined);
}
