import { type Ctx, readerOf } from "@/lib/access/context";
import type { Environment } from "@/lib/contract/environment";
import { requireCatalogRead } from "../require-session-access";
import { loadEnvironment } from "./load-environment";

/** An environment by its id, archived ones too. Throws NotFoundError. */
export async function getEnvironment(ctx: Ctx, id: string): Promise<Environment> {
  requireCatalogRead(ctx.actor, "environment", id);
  return loadEnvironment(readerOf(ctx), ctx, id);
}
