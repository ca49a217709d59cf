import { describe, expect, it } from "vitest";
import { shownActorOf } from "./shown-actor-of";

const session = { type: "session_actor", session_id: "sesn_1" } as const;
const person = { type: "user_actor", user_id: "user_1" } as const;

describe("shownActorOf", () => {
  it("shows a dream for what it wrote through its session", () => {
    const reverie = { via: "dream", dream_id: "drm_1" } as const;
    expect(shownActorOf({ created_by: session, reverie })).toEqual({ type: "dream_actor", dream_id: "drm_1" });
    expect(shownActorOf({ created_by: null, reverie })).toEqual({ type: "dream_actor", dream_id: "drm_1" });
  });

  it("shows the person who applied a dream's change", () => {
    expect(shownActorOf({ created_by: person, reverie: { via: "dream", dream_id: "drm_1" } })).toBe(person);
  });

  it("shows the recorded author of everything else", () => {
    expect(shownActorOf({ created_by: session, reverie: { via: "mcp", dream_id: null } })).toBe(session);
    expect(shownActorOf({ created_by: session, reverie: { via: "restore", dream_id: "drm_1" } })).toBe(session);
    expect(shownActorOf({ created_by: null, reverie: { via: "api", dream_id: null } })).toBeNull();
  });
});
