import { Readable } from "node:stream";
import { quoteGitPath } from "./git-path";
import { followTree } from "./git-tree";
import type { ExportedVersionRow } from "./read-exported-versions";

type PersonOf = (author: { author_kind: string | null; author_id: string | null }) => string;

const committer = "Reverie <export@reverie.invalid>";
const redactedText = "[redacted]\n";

/**
 * The versions as a `git fast-import` stream: one commit each on refs/heads/main, by its author, at its time, with its
 * reason. The stream says where it ends, so git refuses one that was cut off.
 */
export function gitExport(
  batches: AsyncIterable<ExportedVersionRow[]>,
  findPersons: (rows: readonly ExportedVersionRow[]) => Promise<PersonOf>,
): Readable {
  return Readable.from(chunks(batches, findPersons), { objectMode: false });
}

async function* chunks(
  batches: AsyncIterable<ExportedVersionRow[]>,
  findPersons: (rows: readonly ExportedVersionRow[]) => Promise<PersonOf>,
): AsyncGenerator<Buffer, void, undefined> {
  const changeTree = followTree();
  yield Buffer.from("feature done\n");
  for await (const rows of batches) {
    const personOf = await findPersons(rows);
    const parts = rows.flatMap((row) => {
      const { removed, written } = changeTree(row);
      const date = Math.max(0, Math.floor(row.created_at.getTime() / 1000));
      return [
        Buffer.from(
          `commit refs/heads/main\nauthor ${personOf(row)} ${date} +0000\ncommitter ${committer} ${date} +0000\n`,
        ),
        data(messageOf(row)),
        Buffer.from(removed.map((path) => `D ${quoteGitPath(path)}\n`).join("")),
        ...(written === null
          ? []
          : [Buffer.from(`M 100644 inline ${quoteGitPath(written)}\n`), data(row.content ?? redactedText)]),
        Buffer.from("\n"),
      ];
    });
    yield Buffer.concat(parts);
  }
  yield Buffer.from("done\n");
}

/** Counted in bytes, so nothing in the text can end it or be taken for a command. */
function data(text: string): Buffer {
  const bytes = Buffer.from(text, "utf8");
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from("\n")]);
}

function messageOf(row: ExportedVersionRow): string {
  const redacted = row.redacted_at === null ? "" : ", redacted since";
  const subject = row.reason ?? `${verbs[row.operation]} ${row.path ?? row.memory_id}${redacted}`;
  return `${subject}\n\nMemory: ${row.memory_id}\nMemory-Version: ${row.id}\nVia: ${row.via}\n`;
}

const verbs = { created: "Create", modified: "Change", deleted: "Delete" } as const;
