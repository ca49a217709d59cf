import { type Ctx, readerOf } from "@/lib/access/context";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";
import { requireCatalogList } from "../require-session-access";
import { type AgentRow, agentColumns, presentAgent } from "./load-agent";

export interface AgentFilter {
  createdFrom?: Date | undefined;
  createdUntil?: Date | undefined;
  includeArchived: boolean;
  limit: number;
  page?: string | undefined;
}

const order = "agents:desc";

/** The workspace's agents in their newest versions, newest agent first. Throws PermissionError without session:read. */
export async function listAgents(ctx: Ctx, filter: AgentFilter) {
  requireCatalogList(ctx.actor);
  const after = decodeCursor(filter.page, order, 2);
  const { rows } = await readerOf(ctx).query<AgentRow & { updated_at: Date }>(
    `SELECT ${agentColumns} FROM agent a JOIN agent_version v ON v.agent_id = a.id AND v.version = a.version
     WHERE a.workspace_id = $1 AND ($2 OR a.archived_at IS NULL)
       AND ($3::timestamptz IS NULL OR a.created_at >= $3) AND ($4::timestamptz IS NULL OR a.created_at <= $4)
       AND ($5::timestamptz IS NULL OR (a.created_at, a.id) < ($5, $6))
     ORDER BY a.created_at DESC, a.id DESC LIMIT $7`,
    [
      ctx.actor.workspaceId,
      filter.includeArchived,
      filter.createdFrom,
      filter.createdUntil,
      after === null ? null : cursorTime(after[0]),
      after?.[1],
      filter.limit + 1,
    ],
  );
  const page = toPage(rows, filter.limit, (row) => ({ order, key: [String(row.created_at.getTime()), row.id] }));
  return { data: page.data.map((row) => presentAgent(row, row.updated_at)), next_page: page.next_page };
}
