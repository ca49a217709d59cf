import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { readSessionCookie } from "./session-cookie";

const secret = "a secret of this installation";
const claim = { sub: "user_1", sessionVersion: 3 };
const name = "next-auth.session-token";

describe("the cookie of a signed-in person", () => {
  it("names the person and the state of their account when they signed in", async () => {
    const token = await encode({ token: claim, secret });
    const expected = { userId: "user_1", sessionVersion: 3 };
    expect(await readSessionCookie(`theme=dark; ${name}=${token}`, secret)).toEqual(expected);
    expect(await readSessionCookie(`__Secure-${name}=${token}`, secret)).toEqual(expected);
  });

  it("may come in pieces", async () => {
    const token = await encode({ token: claim, secret });
    const cookies = `${name}.0=${token.slice(0, 40)}; ${name}.1=${token.slice(40, 80)}; ${name}.2=${token.slice(80)}`;
    expect(await readSessionCookie(cookies, secret)).toMatchObject({ userId: "user_1" });
  });

  it("is worth nothing when forged, expired, of another installation, or without our claims", async () => {
    const expired = await encode({ token: claim, secret, maxAge: -60 });
    const foreign = await encode({ token: claim, secret: "another secret" });
    const bare = await encode({ token: { sub: "user_1" }, secret });
    for (const token of [expired, foreign, bare, "", "x.y.z", `${"e30".repeat(5)}`]) {
      expect(await readSessionCookie(`${name}=${token}`, secret)).toBeNull();
    }
    expect(await readSessionCookie(undefined, secret)).toBeNull();
    expect(await readSessionCookie(`${name}=${await encode({ token: claim, secret })}`, undefined)).toBeNull();
  });
});
