import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { exportFormat } from "@/lib/contract/transfer";
import { CliError, exitCodes } from "./cli-error";
import { connect } from "./connection";
import { defaultUrl } from "./default-url";
import { findStore } from "./find-store";
import { trackProgress } from "./progress";
import type { Terminal } from "./terminal";

export const exportUsage = `reverie export <store> [-o file] [--format tar.gz|zip|jsonl|git] [--history | --no-history]
               [--at time] [--path-prefix /folder/] [--url address]
  <store>    id or name of a memory store
  -o         where to write; left out or -: standard output
  --format   left out: what the name of the file says, else tar.gz
  --history  every version (jsonl and git; their default)
  --at       the store as it was at that time, such as 2026-01-31T12:00:00Z`;

/** Writes a memory store to a file or to standard output. A file appears only when all of it has come. */
export async function runExport(args: readonly string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    allowNegative: true,
    options: {
      output: { type: "string", short: "o" },
      format: { type: "string" },
      history: { type: "boolean" },
      at: { type: "string" },
      "path-prefix": { type: "string" },
      url: { type: "string", default: defaultUrl },
    },
  });
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0)
    throw new CliError(`Name one memory store.\n${exportUsage}`, exitCodes.usage);
  const output = values.output === "-" ? undefined : values.output;
  if (output === undefined && terminal.stdout.isTTY === true) {
    throw new CliError("An export is no text to look at: give a file with -o, or pipe it on.", exitCodes.usage);
  }
  const connection = connect(values.url, terminal.env.REVERIE_API_KEY);
  const query = new URLSearchParams({ format: formatOf(values.format, output) });
  if (values.history !== undefined) query.set("history", String(values.history));
  if (values.at !== undefined) query.set("at", values.at);
  if (values["path-prefix"] !== undefined) query.set("path_prefix", values["path-prefix"]);
  const store = await findStore(connection, name);
  const response = await connection(`/v1/memory_stores/${store.id}/export?${query}`);
  if (response.body === null) throw new CliError("The server sent nothing.");
  const progress = trackProgress(terminal, "Received", null);
  const chunks = progress.count(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]));
  await save(chunks, output, terminal);
  const files = `${store.reverie.memory_count} ${store.reverie.memory_count === 1 ? "memory" : "memories"}`;
  progress.end(`${JSON.stringify(store.name)}, ${files} now, in ${output ?? "standard output"}`);
}

async function save(chunks: AsyncIterable<Uint8Array>, output: string | undefined, terminal: Terminal): Promise<void> {
  try {
    if (output === undefined) return await pipeline(chunks, keepOpen(terminal.stdout));
    // Under another name until it is whole, so that nobody takes a part for all of it.
    const part = `${output}.part`;
    try {
      await pipeline(chunks, createWriteStream(part));
      await rename(part, output);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  } catch (error) {
    throw new CliError(`The export broke off: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** Standard output as a stream that a pipeline may end. */
function keepOpen(target: Writable): Writable {
  return new Writable({ write: (chunk, encoding, done) => void target.write(chunk, encoding, done) });
}

function formatOf(given: string | undefined, output: string | undefined): string {
  if (given === undefined) return exportFormat.options.find((format) => output?.endsWith(`.${format}`)) ?? "tar.gz";
  const format = exportFormat.safeParse(given);
  if (!format.success) {
    throw new CliError(`--format: there are ${exportFormat.options.join(", ")}.`, exitCodes.usage);
  }
  return format.data;
}
