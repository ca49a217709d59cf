import { createLogger, type Logger, type LogLevel } from "./logger";

const registry = globalThis as typeof globalThis & { reverieLogger?: Logger };

/** The logger of this process, one for both module graphs. */
export function getLogger(): Logger {
  registry.reverieLogger ??= createLogger((process.env.REVERIE_LOG_LEVEL as LogLevel | undefined) ?? "info");
  return registry.reverieLogger;
}
