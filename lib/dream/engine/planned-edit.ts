import type { Edit } from "./edit";
import type { Finding } from "./finding";

/** An edit with the finding that asks for it. */
export interface PlannedEdit<Kind extends Edit = Edit> {
  edit: Kind;
  finding: Finding;
}

/** The edits of all findings that are proposed, in the order of the findings. */
export function plannedEdits(findings: readonly Finding[]): PlannedEdit[] {
  return findings.flatMap((finding) =>
    finding.state === "proposed" ? finding.edits.map((edit) => ({ edit, finding })) : [],
  );
}
