import { describe, expect, it } from "vitest";
import type { Session } from "@/lib/contract/session";
import { modelOf } from "./model-of";
import { sessionIdentity } from "./session-identity";

const agent = { id: "agent_1", type: "agent" as const, name: "night-watch", version: 1 };
const reverie: Session["reverie"] = {
  recorded: true,
  outcome: null,
  started_at: null,
  source_key: null,
  event_count: 0,
  last_event_at: null,
  dream_id: null,
  created_by: null,
};

describe("sessionIdentity", () => {
  it("bears the agent's letters, and the moon where the session is a dream's", () => {
    expect(sessionIdentity({ id: "sesn_1", agent, reverie })).toMatchObject({ kind: "session", letters: "NW" });
    const ofDream = sessionIdentity({ id: "sesn_1", agent, reverie: { ...reverie, dream_id: "drm_1" } });
    expect(ofDream).toMatchObject({ kind: "dream", name: "night-watch" });
  });
});

describe("modelOf", () => {
  it.each([
    [{ id: "claude-x" }, {}, "claude-x"],
    ["claude-y", {}, "claude-y"],
    [{ id: "unknown" }, { model: "gpt-4o" }, "gpt-4o"],
    [undefined, {}, null],
  ])("reads %j with %j as %j", (model, metadata, expected) => {
    expect(modelOf({ agent: { ...agent, model }, metadata: metadata as Record<string, string> })).toBe(expected);
  });
});
