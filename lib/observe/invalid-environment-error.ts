/** Environment variables that cannot be used; the message has one line for each. The process ends before it starts. */
export class InvalidEnvironmentError extends Error {
  readonly code = "invalid_environment";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`These environment variables cannot be used:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "InvalidEnvironmentError";
    this.problems = problems;
  }
}
