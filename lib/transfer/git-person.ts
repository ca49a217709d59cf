import type pg from "pg";

interface Author {
  author_kind: string | null;
  author_id: string | null;
}

const remembered = 10_000;

/**
 * Finds the `Name <mail>` of authors for git. The name is the one that the workspace knows, without what git could take
 * for the end of it; the mail is made of the id alone and leads nowhere.
 */
export function findGitPersons(pool: pg.Pool, workspaceId: string) {
  const names = new Map<string, string>();
  return async (authors: readonly Author[]): Promise<(author: Author) => string> => {
    const ids = authors.flatMap(({ author_id: id }) => (id === null || names.has(id) ? [] : [id]));
    if (ids.length > 0) {
      if (names.size > remembered) names.clear();
      for (const id of ids) names.set(id, id);
      for (const row of await readNames(pool, workspaceId, [...new Set(ids)])) names.set(row.id, row.name);
    }
    return ({ author_kind: kind, author_id: id }) => {
      if (kind === null || id === null) return "Unknown <unknown@reverie.invalid>";
      const plainId = id.replace(/[^\w.-]/g, "_");
      const plainKind = kind.replace(/[^a-z]/g, "-");
      return `${plainName(names.get(id) ?? id) || plainId} <${plainId}@${plainKind}.reverie.invalid>`;
    };
  };
}

async function readNames(pool: pg.Pool, workspaceId: string, ids: readonly string[]) {
  const { rows } = await pool.query<{ id: string; name: string }>(
    `SELECT id, coalesce(name, id) AS name FROM member WHERE workspace_id = $1 AND id = ANY($2)
     UNION ALL SELECT id, name FROM api_key WHERE workspace_id = $1 AND id = ANY($2)
     UNION ALL SELECT id, name FROM service_account WHERE workspace_id = $1 AND id = ANY($2)
     UNION ALL SELECT id, coalesce(agent->>'name', title, agent_id) FROM session WHERE workspace_id = $1 AND id = ANY($2)`,
    [workspaceId, ids],
  );
  return rows;
}

/** Without line ends, control characters and the marks around a mail address. */
export function plainName(name: string): string {
  const onOneLine = name.replace(/[\p{Cc}\p{Cf}\u2028\u2029<>\s]+/gu, " ").trim();
  return [...onOneLine].slice(0, 100).join("").trim();
}
