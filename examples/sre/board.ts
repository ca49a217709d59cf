/** An incident as it stands on the board: front matter that agents compare, then what happened, line by line. */
export interface Incident {
  number: number;
  status: "claimed" | "fix-in-flight" | "resolved";
  alert: string;
  entity: string;
  claimedBy: string;
  /** Until when others leave it to the one who claimed it. */
  claimExpires: Date;
  fixRef: string | null;
  lines: string[];
}

export function writeIncident(incident: Incident): string {
  const { status, alert, entity, claimedBy, claimExpires, fixRef, lines } = incident;
  return `---
status: ${status}
alert: ${alert}
entity: ${entity}
claimed_by: ${claimedBy}
claim_expires: ${claimExpires.toISOString()}
fix_ref: ${fixRef ?? "none"}
---
# INC-${incident.number}

${lines.map((line) => `- ${line}`).join("\n")}
`;
}

/** Reads what `writeIncident` wrote. A text that is no incident gives null. */
export function readIncident(path: string, text: string): Incident | null {
  const field = (name: string) => text.match(new RegExp(`^${name}: (.+)$`, "m"))?.[1] ?? "";
  const number = Number(path.match(/INC-(\d+)\.md$/)?.[1]);
  const status = (["claimed", "fix-in-flight", "resolved"] as const).find((known) => known === field("status"));
  if (!Number.isInteger(number) || status === undefined) return null;
  const body = text.slice(text.indexOf("\n# ") + 1);
  return {
    number,
    status,
    alert: field("alert"),
    entity: field("entity"),
    claimedBy: field("claimed_by"),
    claimExpires: new Date(field("claim_expires")),
    fixRef: field("fix_ref") === "none" ? null : field("fix_ref"),
    lines: body.split("\n").flatMap((line) => (line.startsWith("- ") ? [line.slice(2)] : [])),
  };
}

/** Where an incident lies on the board: open ones apart from those that are over. */
export function incidentPath({ number, status }: Pick<Incident, "number" | "status">): string {
  return `/${status === "resolved" ? "resolved" : "incidents"}/INC-${number}.md`;
}
