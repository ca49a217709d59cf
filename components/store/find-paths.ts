interface Scored<Row> {
  row: Row;
  score: number;
}

/**
 * The rows whose path holds the letters of the query in order, best first: whole runs count more than scattered letters, the
 * file's name more than its folders, short paths more than long ones.
 */
export function findPaths<Row extends { path: string }>(rows: readonly Row[], query: string, limit = 50): Row[] {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, "");
  if (wanted === "") return rows.slice(0, limit);
  const found: Scored<Row>[] = [];
  for (const row of rows) {
    const score = scorePath(row.path.toLowerCase(), wanted);
    if (score !== null) found.push({ row, score });
  }
  return found
    .sort((left, right) => right.score - left.score || left.row.path.localeCompare(right.row.path))
    .slice(0, limit)
    .map(({ row }) => row);
}

function scorePath(path: string, wanted: string): number | null {
  const nameStart = path.lastIndexOf("/") + 1;
  const inName = path.indexOf(wanted, nameStart);
  if (inName !== -1) return 3000 - (inName - nameStart) - path.length;
  const inPath = path.indexOf(wanted);
  if (inPath !== -1) return 2000 - path.length;
  let at = -1;
  let gaps = 0;
  for (const letter of wanted) {
    const next = path.indexOf(letter, at + 1);
    if (next === -1) return null;
    if (at !== -1) gaps += next - at - 1;
    at = next;
  }
  return 1000 - gaps - path.length;
}
