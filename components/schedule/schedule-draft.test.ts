import { describe, expect, it } from "vitest";
import { createDreamScheduleBody, type DreamSchedule } from "@/lib/contract/dream-schedule";
import { bodyOf, draftOf, emptyDraft, type ScheduleDraft } from "./schedule-draft";

const draft = (parts: Partial<ScheduleDraft> = {}): ScheduleDraft => ({
  ...emptyDraft("Europe/Berlin"),
  storeId: "memstore_1",
  ...parts,
});

describe("bodyOf", () => {
  it("is a request that the server takes, and leaves everything to people by default", () => {
    const body = bodyOf(draft());
    expect(createDreamScheduleBody.parse(body)).toMatchObject({
      memory_store_id: "memstore_1",
      cron: "0 3 * * *",
      timezone: "Europe/Berlin",
      min_new_sessions: 5,
      session_filter: {},
      auto_approve: null,
      notify: { reviewers: true },
    });
  });

  it.each<[string, Partial<ScheduleDraft>]>([
    ["a store", { storeId: "" }],
    ["a number of sessions", { minNewSessions: "0" }],
    ["a number of sessions that a dream can take", { minNewSessions: "101" }],
    ["days in digits", { withinDays: "a week" }],
    ["a tier to approve", { approves: true, tiers: [] }],
  ])("needs %s", (_what, parts) => expect(bodyOf(draft(parts))).toBeNull());

  it("reads paths line by line and addresses however they are separated", () => {
    const body = bodyOf(
      draft({ approves: true, guardedPaths: " /runbooks/\n\n/owners.md ", emails: "a@b.de, c@d.de;e@f.de" }),
    );
    expect(body?.auto_approve).toEqual({
      tiers: ["exact"],
      max_risk: "low",
      guarded_paths: ["/runbooks/", "/owners.md"],
    });
    expect(body?.notify?.emails).toEqual(["a@b.de", "c@d.de", "e@f.de"]);
  });
});

describe("draftOf", () => {
  it("comes back as the same schedule, with what the form has no field for", () => {
    const settings = {
      memory_store_id: "memstore_1",
      model: "claude-x",
      instructions: "Keep it short.",
      cron: "5 4 * * *",
      timezone: "UTC",
      min_new_sessions: 7,
      session_filter: {
        scope: "all" as const,
        agent_ids: ["agent_1", "agent_2"],
        outcomes: ["failure" as const],
        metadata: { team: "sre" },
        environment_ids: ["env_1"],
        created_after: "2026-01-01T00:00:00Z",
        within_days: 30,
      },
      auto_approve: {
        tiers: ["exact" as const, "recurrent" as const],
        max_risk: "medium" as const,
        guarded_paths: ["/a/"],
      },
      notify: { reviewers: true, emails: ["a@b.de"] },
    };
    expect(bodyOf(draftOf(settings as unknown as DreamSchedule))).toEqual(settings);
  });
});
