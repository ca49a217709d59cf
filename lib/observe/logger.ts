import pino from "pino";

export type Logger = pino.Logger;
/** From the most talkative to none. */
export const levels = ["trace", "debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof levels)[number];

// Content, keys and cookies never reach a log, whatever object a caller hands over, up to two levels down.
const secretFields = [
  "authorization",
  "cookie",
  '["set-cookie"]',
  '["x-api-key"]',
  "apiKey",
  "secret",
  "token",
  "password",
  "content",
];
const redactedPaths = secretFields.flatMap((field) => {
  const dotted = field.startsWith("[") ? field : `.${field}`;
  return [field, `*${dotted}`, `*.*${dotted}`];
});

/**
 * The logger of a process: readable lines on a terminal, JSON lines elsewhere. Secrets and content are removed by
 * field name.
 */
export function createLogger(level: LogLevel = "info", write: ((line: string) => void) | null = null): Logger {
  const toTerminal = write === null && process.stdout.isTTY === true;
  const sink = write ?? ((line: string) => process.stdout.write(toTerminal ? readableLine(line) : line));
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
      redact: { paths: redactedPaths, censor: "[removed]" },
    },
    { write: (line: string) => void sink(line) },
  );
}

/**
 * An error without its words: a database's message or a JSON parser's can quote a memory. Name, code and stack frames
 * say what happened and where.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split("\n").filter((line) => line.trimStart().startsWith("at "));
  return { name: error.name, ...("code" in error ? { code: error.code } : {}), stack: frames?.join("\n") };
}

const registry = globalThis as typeof globalThis & { reverieLogger?: Logger };

/** The logger of this process, shared by the two module graphs; its level is `REVERIE_LOG_LEVEL` (default info). */
export function getLogger(): Logger {
  registry.reverieLogger ??= createLogger(levels.find((level) => level === process.env.REVERIE_LOG_LEVEL));
  return registry.reverieLogger;
}

/** One JSON log line as a person reads it: `17:04:05 warn  message field=value`. */
export function readableLine(line: string): string {
  const { time, level, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const clock = typeof time === "string" ? time.slice(11, 19) : "";
  const details = Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const cause = errorText(err);
  const parts = [clock, String(level).padEnd(5), String(msg ?? ""), ...details, ...(cause === null ? [] : [cause])];
  return `${parts.filter((part) => part !== "").join(" ")}\n`;
}

function errorText(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  const { name, code, stack } = error as Record<string, unknown>;
  return `${[name, code].filter((word) => word !== undefined).join(" ")}\n${String(stack ?? "")}`;
}
