/** Where a one-time link leads. The token stands after #, so that it reaches no server log and no referrer. */
export function invitationUrl(kind: "setup" | "invitation", token: string): string {
  const base = process.env.REVERIE_PUBLIC_URL ?? "http://127.0.0.1:3000";
  return `${base}/${kind === "setup" ? "setup" : "invitation"}#${token}`;
}
