const subjectPrefix = /^(memver|mem|drm|sesn)_[0-9A-Za-z]{1,64}$/;
const secretPrefix = /^(rvk_|inv_|whsec_)/;
const secretTypes: readonly unknown[] = ["session_token", "invitation"];

/** The ids in an answer by which a later redaction finds it. */
export function subjectsOf(answer: unknown): string[] {
  const subjects = new Set<string>();
  const open: unknown[] = [answer];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "string" && subjectPrefix.test(value)) subjects.add(value);
    else if (typeof value === "object" && value !== null) open.push(...Object.values(value));
  }
  return [...subjects];
}

/** Whether an answer shows what is shown once only: a key, a token, an invitation, a signing secret. */
export function holdsSecret(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  const own = new Map<string, unknown>(Object.entries(answer));
  if (secretTypes.includes(own.get("type")) || typeof own.get("secret") === "string") return true;
  return [...own.values()].some((value) => typeof value === "string" && secretPrefix.test(value));
}
