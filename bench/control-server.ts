import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import pg from "pg";

// What the database and plain Node give: the same four operations, one prepared statement each, without
// authentication, validation, audit, search or presentation.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? "", max: 20 });

const head = "id, path, version_id, content_sha256, content_size_bytes, sequence, created_at, updated_at";
const statements = {
  get: `SELECT h.*, v.content FROM control_head h
        JOIN control_version v ON v.store_id = h.store_id AND v.id = h.version_id WHERE h.store_id = $1 AND h.id = $2`,
  list: `SELECT ${head} FROM control_head WHERE store_id = $1 AND path > $2 ORDER BY path LIMIT 100`,
  create: `WITH h AS (INSERT INTO control_head (store_id, ${head}) VALUES ($1, $2, $3, $4, $5, $6, 1, now(), now()) RETURNING *),
             v AS (INSERT INTO control_version (store_id, id, memory_id, sequence, operation, path, content, content_sha256,
                     content_size_bytes, created_at, author_kind, author_id, via)
                   SELECT store_id, version_id, id, 1, 'created', path, $7, content_sha256, content_size_bytes, created_at,
                     'api_key', 'control', 'api' FROM h)
           SELECT * FROM h`,
  update: `WITH h AS (UPDATE control_head SET version_id = $4, content_sha256 = $5, content_size_bytes = $6,
                        sequence = sequence + 1, updated_at = now()
                      WHERE store_id = $1 AND id = $2 AND content_sha256 = $3 RETURNING *),
             v AS (INSERT INTO control_version (store_id, id, memory_id, sequence, operation, path, content, content_sha256,
                     content_size_bytes, created_at, author_kind, author_id, via)
                   SELECT store_id, version_id, id, sequence, 'modified', path, $7, content_sha256, content_size_bytes,
                     updated_at, 'api_key', 'control', 'api' FROM h)
           SELECT * FROM h`,
  head: "SELECT content_sha256 FROM control_head WHERE store_id = $1 AND id = $2",
};

createServer((req, res) => {
  answer(req, res).catch((error: unknown) => send(res, 500, { message: String(error) }));
}).listen(Number(process.env.PORT), "127.0.0.1", () => process.stdout.write("ready\n"));

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const [, , , store = "", , id] = (req.url ?? "").split("?")[0]?.split("/") ?? [];
  if (req.method === "GET") {
    if (id !== undefined) return send(res, 200, (await run("get", [store, id]))[0]);
    const after = new URLSearchParams(req.url?.split("?")[1]).get("page") ?? "";
    const data = await run("list", [store, after]);
    return send(res, 200, { data, next_page: data.at(-1)?.path ?? null });
  }
  const { path, content, precondition } = JSON.parse(await readBody(req));
  const body = [sha256(content), Buffer.byteLength(content), content];
  if (id === undefined)
    return send(res, 200, (await run("create", [store, randomUUID(), path, randomUUID(), ...body]))[0]);
  const [row] = await run("update", [store, id, precondition.content_sha256, randomUUID(), ...body]);
  if (row !== undefined) return send(res, 200, row);
  const [current] = await run("head", [store, id]);
  return send(res, 409, { error: { reverie: { current_content_sha256: current?.content_sha256 } } });
}

async function run(name: keyof typeof statements, values: unknown[]): Promise<Record<string, unknown>[]> {
  return (await pool.query({ name, text: statements[name], values })).rows;
}

async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function sha256(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}

function send(res: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  res.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) }).end(text);
}
