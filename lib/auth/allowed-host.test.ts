import { describe, expect, it } from "vitest";
import { isAllowedHost, isSameOrigin } from "./allowed-host";

describe("allowed hosts", () => {
  it("takes loopback names on any port and the public address", () => {
    for (const host of ["localhost:3000", "127.0.0.1:4100", "[::1]:3000", "memory.example.org"]) {
      expect(isAllowedHost(host, "https://memory.example.org")).toBe(true);
    }
  });

  it("refuses a rebound name, a look-alike and nothing", () => {
    for (const host of ["evil.example", "localhost.evil.example", "memory.example.org.evil.example", "", undefined]) {
      expect(isAllowedHost(host, "https://memory.example.org")).toBe(false);
    }
  });
});

describe("same origin", () => {
  it("compares the origin's host with the one that was asked", () => {
    expect(isSameOrigin({ host: "localhost:3000", origin: "http://localhost:3000" })).toBe(true);
    expect(isSameOrigin({ host: "localhost:3000", origin: "http://localhost:3001" })).toBe(false);
    expect(isSameOrigin({ host: "localhost:3000", origin: "null" })).toBe(false);
  });

  it("believes Sec-Fetch-Site only without an origin", () => {
    expect(isSameOrigin({ host: "h", secFetchSite: "same-origin" })).toBe(true);
    expect(isSameOrigin({ host: "h", secFetchSite: "cross-site" })).toBe(false);
    expect(isSameOrigin({ host: "h", origin: "http://evil", secFetchSite: "same-origin" })).toBe(false);
    expect(isSameOrigin({ host: "h" })).toBe(false);
  });
});
