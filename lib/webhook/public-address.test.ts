import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPublicAddress } from "./public-address";
import { refusePrivateHost } from "./refuse-private-host";

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

/** IANA's special-purpose IPv4 blocks that are not globally reachable, with multicast, as first and last address. */
const specialV4: [string, string][] = [
  ["0.0.0.0", "0.255.255.255"],
  ["10.0.0.0", "10.255.255.255"],
  ["100.64.0.0", "100.127.255.255"],
  ["127.0.0.0", "127.255.255.255"],
  ["169.254.0.0", "169.254.255.255"],
  ["172.16.0.0", "172.31.255.255"],
  ["192.0.0.0", "192.0.0.255"],
  ["192.0.2.0", "192.0.2.255"],
  ["192.88.99.0", "192.88.99.255"],
  ["192.168.0.0", "192.168.255.255"],
  ["198.18.0.0", "198.19.255.255"],
  ["198.51.100.0", "198.51.100.255"],
  ["203.0.113.0", "203.0.113.255"],
  ["224.0.0.0", "255.255.255.255"],
];
const numberOf = (address: string) => address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
const dotted = (value: number) => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
const isSpecial = (value: number) =>
  specialV4.some(([first, last]) => value >= numberOf(first) && value <= numberOf(last));
const edges = specialV4.flatMap(([first, last]) => [
  numberOf(first) - 1,
  numberOf(first),
  numberOf(last),
  numberOf(last) + 1,
]);
const anyV4 = fc.oneof(fc.constantFrom(...edges.filter((edge) => edge >= 0 && edge < 2 ** 32)), fc.nat(2 ** 32 - 1));
const hex = (value: number) => value.toString(16);

/** Every way to write an IPv4 address in a URL, and to hide one in an IPv6 address. */
const spellings = (value: number): string[] => {
  const octets = dotted(value).split(".").map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  return [
    dotted(value),
    `${dotted(value)}.`,
    String(value),
    `0x${hex(value)}`,
    `0${value.toString(8)}`,
    octets.map((octet) => `0x${hex(octet)}`).join("."),
    octets.map((octet) => `0${octet.toString(8)}`).join("."),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `[::ffff:${dotted(value)}]`,
    `[0:0:0:0:0:ffff:${hex(a * 256 + b)}:${hex(c * 256 + d)}]`,
    `[::${dotted(value)}]`,
    `[64:ff9b::${dotted(value)}]`,
    `[2002:${hex(a * 256 + b)}:${hex(c * 256 + d)}::1]`,
  ];
};
const isRefused = (host: string): boolean => {
  try {
    refusePrivateHost(new URL(`https://${host}/hook`));
    return false;
  } catch (error) {
    expect(error).toMatchObject({ status: 400 });
    return true;
  }
};

describe("an IPv4 address", () => {
  it("is public just where IANA sets nothing aside, at every edge", () => {
    fc.assert(
      fc.property(anyV4, (value) => {
        expect(isPublicAddress(dotted(value))).toBe(!isSpecial(value));
      }),
      { numRuns: 500 },
    );
  });

  it("is refused however it is written, also inside an IPv6 address", () => {
    fc.assert(
      fc.property(
        anyV4.filter((value) => isSpecial(value)),
        (value) => {
          for (const host of spellings(value)) expect([host, isRefused(host)]).toEqual([host, true]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("an IPv6 address", () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  it("outside of the block that is given out is never public", () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const first = groups[0] ?? 0;
        const address = groups.map(hex).join(":");
        if (first < 0x2000 || first > 0x3fff) expect(isPublicAddress(address)).toBe(false);
        expect(isPublicAddress(`${address}%eth0`) && !isPublicAddress(address)).toBe(false);
      }),
    );
  });
});

describe("a webhook's address", () => {
  it.each(["localhost", "LOCALHOST", "localhost.", "a.localhost", "a.localhost.", "\u24db\u24de\u24d2\u24d0lhost"])(
    "is refused when its name %s can only mean this machine",
    (host) => {
      expect(isRefused(host)).toBe(true);
    },
  );

  it.each(["example.org", "localhost.example.org", "notlocalhost", "8.8.8.8", "[2606:4700:4700::1111]"])(
    "is taken for %s",
    (host) => {
      expect(isRefused(host)).toBe(false);
    },
  );

  it("never holds a password, which would stand in the list of webhooks", () => {
    for (const user of ["user", "user:secret", ":secret"]) expect(isRefused(`${user}@example.org`)).toBe(true);
  });
});
