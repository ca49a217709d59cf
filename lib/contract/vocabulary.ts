// The closed sets of names on the wire, apart from the schemas that are made of them: the browser needs the names, and not
// the schema library.

export const permissions = [
  "memory:read",
  "memory:write",
  "memory:redact",
  "session:read",
  "session:write",
  "dream:read",
  "dream:write",
  "dream:review",
  "erasure:request",
  "erasure:approve",
  "audit:read",
  "admin",
] as const;

export const roles = ["viewer", "operator", "reviewer", "compliance", "admin"] as const;

export const memoryOperations = ["created", "modified", "deleted"] as const;

/** The channels that a write can come through. */
export const channels = ["api", "mcp", "mount", "console", "dream", "import", "restore"] as const;

/**
 * `substring`: the text as it is typed · `regex`: PostgreSQL's advanced regular expressions, in which `^`, `$` and `.` keep
 * to a line · `words`: whole words in any order, "a phrase", `or`, `-not`.
 */
export const searchModes = ["substring", "regex", "words"] as const;

export const sessionStatuses = ["rescheduling", "running", "idle", "terminated"] as const;

export const sessionOutcomes = ["success", "failure", "unknown"] as const;

export const insightTiers = ["exact", "recurrent", "statistical"] as const;

export const webhookEvents = [
  "memory_store.created",
  "memory_store.archived",
  "memory_store.deleted",
  "memory_store.updated",
  "memory_version.created",
  "memory_version.redacted",
  "dream.completed",
  "dream.failed",
  "dream.canceled",
  "dream.review_requested",
  "dream.applied",
  "dream.discarded",
  "erasure.executed",
] as const;

/** Whether a text, out of an address perhaps, is one of a closed set of names. */
export function isOneOf<Name extends string>(names: readonly Name[], text: string | null): text is Name {
  return (names as readonly (string | null)[]).includes(text);
}
