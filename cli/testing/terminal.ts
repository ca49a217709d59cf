import { Readable, Writable } from "node:stream";
import { runCli } from "../run-cli";

export interface CliResult {
  exitCode: number;
  stdout: Buffer;
  stderr: string;
}

/** Runs the command as a shell would, with everything that it writes kept. */
export async function runInTerminal(
  args: readonly string[],
  options: { apiKey?: string | undefined; stdin?: Uint8Array; isTTY?: boolean } = {},
): Promise<CliResult> {
  const written = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  const keep = (chunks: Buffer[]) =>
    Object.assign(
      new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          chunks.push(chunk);
          done();
        },
      }),
      options.isTTY === true ? { isTTY: true } : {},
    );
  const exitCode = await runCli(args, {
    stdin: Readable.from(options.stdin === undefined ? [] : [options.stdin]),
    stdout: keep(written.stdout),
    stderr: keep(written.stderr),
    env: { REVERIE_API_KEY: options.apiKey },
  });
  return { exitCode, stdout: Buffer.concat(written.stdout), stderr: Buffer.concat(written.stderr).toString("utf8") };
}
