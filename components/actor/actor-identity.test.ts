import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actorIdentity, hueOf, resolvableActorId } from "./actor-identity";

describe("actorIdentity", () => {
  it.each([
    [{ type: "user_actor", user_id: "user_01" }, "person"],
    [{ type: "session_actor", session_id: "sesn_01" }, "session"],
    [{ type: "api_actor", api_key_id: "apikey_01" }, "key"],
    [{ type: "service_account_actor", service_account_id: "svac_01" }, "service"],
    [{ type: "dream_actor", dream_id: "drm_01" }, "dream"],
  ] as const)("gives %o the shape of a %s", (actor, kind) => {
    expect(actorIdentity(actor).kind).toBe(kind);
  });

  it("falls back to the shortened id while the name is not resolved", () => {
    const identity = actorIdentity({ type: "session_actor", session_id: "sesn_01HZX4J7K2M9QRSTVWXYZABC" });
    expect(identity.name).toBe("sesn_01HZ…ZABC");
    expect(identity.letters).toBe("BC");
  });

  it("says so when no author was recorded", () => {
    expect(actorIdentity(null)).toMatchObject({ kind: "unknown", name: "Author not recorded", id: null });
  });
});

describe("hueOf", () => {
  it("never gives an agent the violet that belongs to dreams", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const hue = hueOf(name);
        expect(hue >= 0 && hue < 360 && !(hue >= 265 && hue < 345)).toBe(true);
        expect(hueOf(name)).toBe(hue);
      }),
    );
  });
});

describe("resolvableActorId", () => {
  it("asks the server about nobody for dreams and unknown authors", () => {
    expect(resolvableActorId(null)).toBeNull();
    expect(resolvableActorId({ type: "dream_actor", dream_id: "drm_01" })).toBeNull();
    expect(resolvableActorId({ type: "user_actor", user_id: "user_01" })).toBe("user_01");
  });
});
