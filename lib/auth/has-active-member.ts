import type pg from "pg";

/** Whether anybody can sign in; false only before the set-up link was used. */
export async function hasActiveMember(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query(
    "SELECT 1 FROM member WHERE password_hash IS NOT NULL AND removed_at IS NULL LIMIT 1",
  );
  return rows.length > 0;
}
