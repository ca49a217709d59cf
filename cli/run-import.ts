import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { parseArgs } from "node:util";
import { importFormat, type MemoryImport, memoryImport, onConflict } from "@/lib/contract/transfer";
import { CliError, exitCodes } from "./cli-error";
import { connect, readAnswer } from "./connection";
import { defaultUrl } from "./default-url";
import { findStore } from "./find-store";
import { trackProgress } from "./progress";
import type { Terminal } from "./terminal";

export const importUsage = `reverie import <store> <file> [--format tar.gz|zip|jsonl] [--on-conflict fail|skip|overwrite]
               [--history | --no-history] [--dry-run] [--url address]
  <store>        id or name of a memory store
  <file>         an archive or an export; - reads standard input
  --format       left out: what the name of the file says
  --on-conflict  what happens to a file whose path is taken by another text; left out: fail, and nothing is written
  --history      insist on every version as it was (jsonl; administrators, empty stores)
  --dry-run      only say what would happen`;

/** Brings a file into a memory store, all of it or nothing. */
export async function runImport(args: readonly string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    allowNegative: true,
    options: {
      format: { type: "string" },
      "on-conflict": { type: "string", default: "fail" },
      history: { type: "boolean" },
      "dry-run": { type: "boolean", default: false },
      url: { type: "string", default: defaultUrl },
    },
  });
  const [name, file, ...rest] = positionals;
  if (name === undefined || file === undefined || rest.length > 0) {
    throw new CliError(`Name one memory store and one file.\n${importUsage}`, exitCodes.usage);
  }
  const query = new URLSearchParams({ format: formatOf(values.format, file) });
  const mode = onConflict.safeParse(values["on-conflict"]);
  if (!mode.success) throw new CliError(`--on-conflict: there are ${onConflict.options.join(", ")}.`, exitCodes.usage);
  query.set("on_conflict", mode.data);
  if (values["dry-run"]) query.set("dry_run", "true");
  if (values.history !== undefined) query.set("history", String(values.history));
  const connection = connect(values.url, terminal.env.REVERIE_API_KEY);
  const source = await openSource(file, terminal);
  const store = await findStore(connection, name);
  const progress = trackProgress(terminal, "Sent", source.sizeBytes);
  const response = await connection(`/v1/memory_stores/${store.id}/import?${query}`, {
    method: "POST",
    body: Readable.toWeb(Readable.from(progress.count(source.chunks))) as BodyInit,
    duplex: "half",
  });
  const outcome = await readAnswer(response, memoryImport);
  progress.end(`${outcome.dry_run ? "nothing written; would be" : "all written:"} ${countsOf(outcome)}`);
  for (const { path, reason } of outcome.skipped) terminal.stderr.write(`skipped ${path}: ${reason}\n`);
  const hidden = outcome.skipped_count - outcome.skipped.length;
  if (hidden > 0) terminal.stderr.write(`skipped ${hidden} more\n`);
  terminal.stdout.write(`${JSON.stringify(outcome)}\n`);
}

async function openSource(
  file: string,
  terminal: Terminal,
): Promise<{ chunks: AsyncIterable<Uint8Array>; sizeBytes: number | null }> {
  if (file === "-") return { chunks: terminal.stdin, sizeBytes: null };
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile())
    throw new CliError(`There is no file ${JSON.stringify(file)}.`, exitCodes.usage);
  return { chunks: createReadStream(file), sizeBytes: found.size };
}

function countsOf(outcome: MemoryImport): string {
  const counts = [
    `${outcome.created} created`,
    `${outcome.updated} updated`,
    `${outcome.unchanged} unchanged`,
    `${outcome.skipped_count} skipped`,
  ];
  return `${counts.join(", ")}; ${outcome.versions} versions${outcome.history ? " as they were" : ""}`;
}

function formatOf(given: string | undefined, file: string): string {
  const named =
    given ?? (file.endsWith(".tgz") ? "tar.gz" : importFormat.options.find((ending) => file.endsWith(`.${ending}`)));
  const format = importFormat.safeParse(named);
  if (!format.success) {
    throw new CliError(
      `--format: there are ${importFormat.options.join(", ")}; the file's name says none.`,
      exitCodes.usage,
    );
  }
  return format.data;
}
