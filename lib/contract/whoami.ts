import { z } from "zod";
import { actor } from "./common";
import { permission } from "./permission";

/** What the caller is and may do, so that a page can hide what the server would refuse. */
export const whoami = z
  .object({
    type: z.literal("whoami"),
    actor: actor.nullable(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    workspace_id: z.string(),
    permissions: z.array(permission),
    memory_stores: z
      .array(z.object({ memory_store_id: z.string(), access: z.enum(["read_only", "read_write"]) }))
      .nullable(),
  })
  .meta({ id: "Whoami" });
export type Whoami = z.infer<typeof whoami>;

export const actorName = z
  .object({
    id: z.string(),
    type: z.literal("actor"),
    kind: z.enum(["api_key", "user", "session", "service_account"]),
    name: z.string(),
    /** Two letters for the mark. */
    mark: z.string(),
    dream_id: z.string().nullable(),
  })
  .meta({ id: "ActorName" });
export type ActorName = z.infer<typeof actorName>;

export const listActorsQuery = z.object({
  ids: z
    .union([z.array(z.string()), z.string()])
    .transform((value) => [value].flat().flatMap((part) => part.split(","))),
});
