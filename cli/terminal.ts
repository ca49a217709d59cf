import type { Readable, Writable } from "node:stream";

/** What the command talks to: the process, or a test in its place. */
export interface Terminal {
  stdin: Readable;
  stdout: Writable & { isTTY?: boolean };
  stderr: Writable & { isTTY?: boolean };
  env: Record<string, string | undefined>;
}
