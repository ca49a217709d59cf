import type { FileResourceInput, RepositoryResourceInput } from "@/lib/contract/session";
import { newId } from "@/lib/db/ids";
import type { Tx } from "@/lib/db/transaction";

/** Notes a file or repository of a session, for the worker that will mount it; returns its id. */
export async function addSessionResource(
  tx: Tx,
  sessionId: string,
  input: FileResourceInput | RepositoryResourceInput,
  position: number,
  now: Date,
): Promise<string> {
  const id = newId("sessionResource");
  await tx.query(
    `INSERT INTO session_resource (session_id, id, position, type, file_id, url, checkout, mount_path, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
    [
      sessionId,
      id,
      position,
      input.type,
      input.type === "file" ? input.file_id : null,
      input.type === "file" ? null : input.url,
      input.type === "file" || input.checkout == null ? null : JSON.stringify(input.checkout),
      input.mount_path ?? defaultMountPath(input),
      now,
    ],
  );
  return id;
}

function defaultMountPath(input: FileResourceInput | RepositoryResourceInput): string {
  if (input.type === "file") return `/mnt/session/uploads/${input.file_id}`;
  const name = new URL(input.url).pathname
    .replace(/\/+$/, "")
    .split("/")
    .at(-1)
    ?.replace(/\.git$/, "");
  return `/workspace/${name || "repository"}`;
}
