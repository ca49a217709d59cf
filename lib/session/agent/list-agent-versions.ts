import { type Ctx, readerOf } from "@/lib/access/context";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import { requireCatalogRead } from "../require-session-access";
import { type AgentRow, agentColumns, loadAgent, presentAgent } from "./load-agent";

const order = "agent_versions:desc";

/** Every version of an agent, newest first. Throws NotFoundError. */
export async function listAgentVersions(
  ctx: Ctx,
  agentId: string,
  filter: { limit: number; page?: string | undefined },
) {
  requireCatalogRead(ctx.actor, "agent", agentId);
  await loadAgent(readerOf(ctx), ctx, agentId);
  const after = decodeCursor(filter.page, order, 1);
  const { rows } = await readerOf(ctx).query<AgentRow>(
    `SELECT ${agentColumns} FROM agent a JOIN agent_version v ON v.agent_id = a.id
     WHERE a.id = $1 AND a.workspace_id = $2 AND ($3::bigint IS NULL OR v.version < $3)
     ORDER BY v.version DESC LIMIT $4`,
    [agentId, ctx.actor.workspaceId, after === null ? null : cursorTime(after[0]).getTime(), filter.limit + 1],
  );
  const page = toPage(rows, filter.limit, (row) => ({ order, key: [String(row.version)] }));
  return { data: page.data.map((row) => presentAgent(row)), next_page: page.next_page };
}
