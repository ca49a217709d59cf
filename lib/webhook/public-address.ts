import { BlockList, isIP } from "node:net";

/** What may stand in the public internet, less what IANA has set aside in it. Of IPv6 only the unicast block is given out. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

const reserved = new BlockList();
const reservedV4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4"],
];
// Among them the ways to write an IPv4 address as IPv6: Teredo and 6to4.
const reservedV6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];
for (const [networks, family] of [
  [reservedV4, "ipv4"],
  [reservedV6, "ipv6"],
] as const) {
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    reserved.addSubnet(address, Number(bits), family);
  }
}

/** Whether an IP address is one of the public internet: not ours, not our network's, not a special one. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !reserved.check(address, "ipv4");
    case 6:
      return globalUnicast.check(address, "ipv6") && !reserved.check(address, "ipv6");
    default:
      return false;
  }
}
