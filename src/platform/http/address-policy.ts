import ipaddr from 'ipaddr.js';

type Network = ReturnType<typeof ipaddr.parseCIDR>;

/** Public by number, yet it answers inside a cloud's machines with their metadata (Azure). */
const METADATA: readonly string[] = ['168.63.129.16'];
/** The only part of IPv6 that is handed out for the public internet (RFC 4291, IANA registry). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Which addresses the service may connect to on behalf of somebody else: those of the public internet, and the networks
 * the operator allows. What is not known to be public is refused, so that loopback, private, link-local, carrier-grade
 * NAT, multicast, metadata and every way to write an IPv4 address in IPv6 (mapped, NAT64, 6to4, Teredo) are out.
 */
export class AddressPolicy {
  private readonly allowed: readonly Network[];

  /** @param allowedNetworks CIDRs such as `10.1.0.0/16` or `fd00::/8`; throws on anything else. */
  constructor(allowedNetworks: readonly string[] = []) {
    this.allowed = allowedNetworks.map(parseNetwork);
  }

  /** @param address as the resolver or the socket says it; a text that is no address is refused. */
  permits(address: string): boolean {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.parse(address);
    return this.isAllowed(parsed) || isPublic(parsed);
  }

  /** An allowed IPv4 network also holds for the mapped spelling of its addresses: the socket reaches the same machine. */
  private isAllowed(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
    const plain = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
    return this.allowed.some(([network, bits]) => network.kind() === plain.kind() && plain.match(network, bits));
  }
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv6 ? address.match(GLOBAL_UNICAST) : !METADATA.includes(address.toString());
}

function parseNetwork(text: string): Network {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  throw new Error(`WEIR_WEBHOOK_ALLOW_NETWORKS must list networks such as 10.1.0.0/16, not "${text}".`);
}
