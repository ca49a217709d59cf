import { describe, expect, it } from "vitest";
import { publicAddress } from "./public-address";

describe("publicAddress", () => {
  it.each([
    ["127.0.0.1", "http://127.0.0.1:3000"],
    ["memory.example.com", "http://memory.example.com:3000"],
    ["::1", "http://[::1]:3000"],
    ["0.0.0.0", "http://localhost:3000"],
    ["::", "http://localhost:3000"],
  ])("for the host %s it is %s", (host, address) => {
    expect(publicAddress(host, 3000)).toBe(address);
  });
});
