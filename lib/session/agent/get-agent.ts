import { type Ctx, readerOf } from "@/lib/access/context";
import type { Agent } from "@/lib/contract/agent";
import { requireCatalogRead } from "../require-session-access";
import { loadAgent } from "./load-agent";

/** An agent in its newest version or the given one, archived ones too. Throws NotFoundError. */
export async function getAgent(ctx: Ctx, id: string, version?: number): Promise<Agent> {
  requireCatalogRead(ctx.actor, "agent", id);
  return loadAgent(readerOf(ctx), ctx, id, version);
}
