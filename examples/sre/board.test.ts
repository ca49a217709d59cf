import { describe, expect, it } from "vitest";
import { type Incident, incidentPath, readIncident, writeIncident } from "./board";

const incident: Incident = {
  number: 107,
  status: "claimed",
  alert: "PaymentsLatencyP99",
  entity: "payments-api",
  claimedBy: "triage-1",
  claimExpires: new Date("2026-03-05T03:15:00.000Z"),
  fixRef: null,
  lines: ["03-05 02:15 PaymentsLatencyP99 on payments-api, claimed by triage-1"],
};

describe("an incident on the board", () => {
  it("reads as it was written", () => {
    for (const each of [incident, { ...incident, status: "fix-in-flight" as const, fixRef: "PR #412", lines: [] }]) {
      expect(readIncident(incidentPath(each), writeIncident(each))).toEqual(each);
    }
  });

  it("lies apart from the open ones once it is over", () => {
    expect(incidentPath(incident)).toBe("/incidents/INC-107.md");
    expect(incidentPath({ number: 107, status: "resolved" })).toBe("/resolved/INC-107.md");
  });

  it("is nothing where the text is something else", () => {
    expect(readIncident("/incidents/INC-107.md", "# a note\n")).toBeNull();
    expect(readIncident("/notes.md", writeIncident(incident))).toBeNull();
  });
});
