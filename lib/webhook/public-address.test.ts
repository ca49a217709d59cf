import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPublicAddress } from "./public-address";

describe("a public address", () => {
  it.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450:4001::1"])(
    "is %s",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ...["127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254"],
    ...["0.0.0.0", "100.64.0.1", "192.0.0.170", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1"],
    ...["::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1", "fe80::1", "fc00::1", "fd12::1", "ff02::1"],
    ...["64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1", "fec0::1", "fe80::1%eth0"],
    ...["", "localhost", "127.1", "0x7f000001", "2130706433", "[::1]", "8.8.8.8 "],
  ])("is not %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it("is never inside a network of our own, however the rest of it reads", () => {
    const octet = fc.nat(255);
    fc.assert(
      fc.property(fc.constantFrom("10", "127", "192.168", "169.254"), octet, octet, octet, (network, ...rest) => {
        const address = [...network.split("."), ...rest].slice(0, 4).join(".");
        expect(isPublicAddress(address)).toBe(false);
        expect(isPublicAddress(`::ffff:${address}`)).toBe(false);
      }),
    );
  });
});
