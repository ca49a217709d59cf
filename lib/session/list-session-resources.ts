import { type Ctx, readerOf } from "@/lib/access/context";
import type { SessionResource } from "@/lib/contract/session";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import type { Queryable } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { loadSession } from "./load-session";
import { loadSessionResources } from "./load-session-resources";

const order = "session_resources:asc";

/** What is attached to a session, in the order of attaching. Throws NotFoundError. */
export async function listSessionResources(
  ctx: Ctx,
  sessionId: string,
  filter: { limit: number; page?: string | undefined },
): Promise<{ data: SessionResource[]; next_page: string | null }> {
  await loadSession(readerOf(ctx), ctx, sessionId);
  const placed = (await loadSessionResources(readerOf(ctx), [sessionId])).get(sessionId) ?? [];
  const after = decodeCursor(filter.page, order, 1);
  const position = after === null ? -1 : cursorTime(after[0]).getTime();
  const rest = placed.filter((item) => item.position > position);
  const page = toPage(rest.slice(0, filter.limit + 1), filter.limit, (item) => ({
    order,
    key: [String(item.position)],
  }));
  return { data: page.data.map((item) => item.resource), next_page: page.next_page };
}

/** One resource; a memory store goes by its own id. Throws NotFoundError. */
export async function getSessionResource(ctx: Ctx, sessionId: string, resourceId: string): Promise<SessionResource> {
  await loadSession(readerOf(ctx), ctx, sessionId);
  return findSessionResource(readerOf(ctx), sessionId, resourceId);
}

/** As getSessionResource, of a session that the caller has checked. */
export async function findSessionResource(
  db: Queryable,
  sessionId: string,
  resourceId: string,
): Promise<SessionResource> {
  const placed = (await loadSessionResources(db, [sessionId])).get(sessionId) ?? [];
  const found = placed.find((item) => item.id === resourceId);
  if (found === undefined) throw new NotFoundError("session resource", resourceId);
  return found.resource;
}
