import { describe, expect, it } from "vitest";
import { presentActor } from "./actor";

describe("author on the wire", () => {
  it("is one of the four official kinds", () => {
    expect(presentActor("api_key", "apikey_1")).toEqual({ type: "api_actor", api_key_id: "apikey_1" });
    expect(presentActor("session", "sesn_1")).toEqual({ type: "session_actor", session_id: "sesn_1" });
    expect(presentActor("user", "user_1")).toEqual({ type: "user_actor", user_id: "user_1" });
    expect(presentActor("service_account", "svac_1")).toEqual({
      type: "service_account_actor",
      service_account_id: "svac_1",
    });
  });

  it("is null where none was recorded or the kind is of another age", () => {
    expect(presentActor(null, null)).toBeNull();
    expect(presentActor("api_key", null)).toBeNull();
    expect(presentActor("robot", "x")).toBeNull();
  });
});
