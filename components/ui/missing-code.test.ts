import { describe, expect, it } from "vitest";
import { missingCode } from "./missing-code";
import { onDemand } from "./on-demand";

/** Code on a server that can be reached or not. */
function codeOf(server: { isReachable: boolean }) {
  return onDemand(async () => {
    if (!server.isReachable) throw new Error("no network");
    return "code";
  });
}

describe("missingCode", () => {
  it("says that what is wanted cannot be had, until a retry brings it", async () => {
    const server = { isReachable: false };
    const menu = codeOf(server);
    const said: boolean[] = [];
    const leave = missingCode.subscribe(() => said.push(missingCode.isAny()));
    await missingCode.want(menu);
    await missingCode.retry();
    expect(missingCode.isAny()).toBe(true);
    server.isReachable = true;
    await missingCode.retry();
    expect({ said, code: menu.peek() }).toEqual({ said: [true, false], code: "code" });
    leave();
  });

  it("says nothing of what came, was only brought beforehand, or is waited for no more", async () => {
    const away = codeOf({ isReachable: false });
    await away.bring();
    await missingCode.want(codeOf({ isReachable: true }));
    expect(missingCode.isAny()).toBe(false);
    await missingCode.want(away);
    missingCode.forget(away);
    expect(missingCode.isAny()).toBe(false);
  });
});
