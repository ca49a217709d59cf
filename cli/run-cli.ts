import { CliError, exitCodes } from "./cli-error";
import { demoUsage, runDemo } from "./run-demo";
import { exportUsage, runExport } from "./run-export";
import { importUsage, runImport } from "./run-import";
import type { Terminal } from "./terminal";

type Run = (args: readonly string[], terminal: Terminal) => Promise<void>;

const commands: Readonly<Record<string, { run: Run; usage: string }>> = {
  demo: { run: runDemo, usage: demoUsage },
  export: { run: runExport, usage: exportUsage },
  import: { run: runImport, usage: importUsage },
};

const usage = `Usage:\n\n${Object.values(commands)
  .map((command) => command.usage)
  .join("\n\n")}\n\nThe key of the server stands in REVERIE_API_KEY.`;

/** Runs one command and says with which code the process ends. Failures are told in words on standard error. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  const wantsHelp = name === undefined || args.some((arg) => arg === "--help" || arg === "-h") || name === "help";
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (wantsHelp) {
    terminal.stdout.write(`${command?.usage ?? usage}\n`);
    return name === undefined ? exitCodes.usage : exitCodes.done;
  }
  try {
    if (command === undefined)
      throw new CliError(`There is no command ${JSON.stringify(name)}.\n${usage}`, exitCodes.usage);
    await command.run(rest, terminal);
    return exitCodes.done;
  } catch (error) {
    const failure = toCliError(error);
    terminal.stderr.write(`${terminal.stderr.isTTY === true ? "\n" : ""}reverie: ${failure.message}\n`);
    return failure.exitCode;
  }
}

function toCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const isUsage = error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  return new CliError(message, isUsage ? exitCodes.usage : exitCodes.failed);
}
