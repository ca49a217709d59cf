/**
 * Files that always wait for a person, whatever a schedule allows: what they say is obeyed by every agent that starts, or
 * opens something. A wrong word there does harm before anybody reads it.
 */
const guardedEverywhere: readonly RegExp[] = [
  // What agents read as their orders at the start of a session.
  /(?:^|\/)(?:agents|claude|gemini|copilot-instructions|skill|system[-_]?prompt)\.mdx?$/i,
  // Hidden files and folders hold settings of tools.
  /(?:^|\/)\./,
  // Rules that people laid down.
  /(?:^|\/)(?:policy|policies|rules|guardrails|security)(?:\/|\.[a-z]+$)/i,
  // What opens doors.
  /(?:^|\/)[^/]*(?:secret|credential|password|token|api[-_]?key)[^/]*$/i,
  // What is run, not read.
  /\.(?:sh|bash|zsh|ps1|py|js|mjs|ts|rb|sql|ya?ml|toml|ini|env)$/i,
];

/** Whether the path is guarded everywhere, or is, or lies below, one of the schedule's own guarded paths. */
export function isGuardedPath(path: string, own: readonly string[]): boolean {
  if (guardedEverywhere.some((pattern) => pattern.test(path))) return true;
  return own.some((guarded) => path === guarded || path.startsWith(guarded.endsWith("/") ? guarded : `${guarded}/`));
}
