/** What the shell is told. */
export const exitCodes = {
  done: 0,
  /** The server refused, or the work could not be finished. */
  failed: 1,
  /** The command itself is not right. */
  usage: 2,
  /** The key is missing, unknown, or may not do this. */
  denied: 3,
  /** Nobody answers at the address. */
  unreachable: 4,
} as const;

/** A failure that is told in one sentence, without a stack. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly exitCode: number = exitCodes.failed,
    /** The server's own word for why it refused, where it has one. */
    readonly reason: string | null = null,
  ) {
    super(message);
    this.name = "CliError";
  }
}
