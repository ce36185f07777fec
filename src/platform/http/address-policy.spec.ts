import fc from 'fast-check';
import { AddressPolicy } from './address-policy';

const REFUSED = [
  ['loopback', '127.0.0.1'],
  ['loopback, another of it', '127.255.255.254'],
  ['private class A', '10.0.0.1'],
  ['private class B', '172.31.255.255'],
  ['private class C', '192.168.1.1'],
  ['link-local, where clouds serve metadata', '169.254.169.254'],
  ['carrier-grade NAT, where another cloud serves it', '100.100.100.200'],
  ['a public number that serves metadata', '168.63.129.16'],
  ['unspecified', '0.0.0.0'],
  ['this network', '0.1.2.3'],
  ['broadcast', '255.255.255.255'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['documentation', '192.0.2.1'],
  ['protocol assignments', '192.0.0.192'],
  ['benchmarking', '198.18.0.1'],
  ['loopback in IPv6', '::1'],
  ['unspecified in IPv6', '::'],
  ['an IPv4-compatible address', '::127.0.0.1'],
  ['a mapped address', '::ffff:127.0.0.1'],
  ['a mapped address in hex', '::ffff:7f00:1'],
  ['a mapped public address', '::ffff:8.8.8.8'],
  ['a translated address', '::ffff:0:127.0.0.1'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['local NAT64', '64:ff9b:1::1'],
  ['6to4', '2002:7f00:1::'],
  ['Teredo', '2001::1'],
  ['link-local in IPv6', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['site-local', 'fec0::1'],
  ['unique local', 'fc00::1'],
  ['unique local, where a cloud serves metadata', 'fd00:ec2::254'],
  ['multicast in IPv6', 'ff02::1'],
  ['documentation in IPv6', '2001:db8::1'],
  ['IPv6 that nobody has been given', '4000::1'],
  ['no address', 'localhost'],
  ['nothing', ''],
] as const;

describe('AddressPolicy', () => {
  const policy = new AddressPolicy();

  it.each(REFUSED)('refuses %s', (_, address) => {
    expect(policy.permits(address)).toBe(false);
  });

  it.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '2a00:1450:4001::5'])('permits %s', (address) => {
    expect(policy.permits(address)).toBe(true);
  });

  it('judges every IPv4 address of a private network alike, plain or mapped', () => {
    fc.assert(
      fc.property(fc.constantFrom('10', '127', '0', '224'), fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), (first, rest) => {
        const address = [first, ...rest].join('.');
        expect([policy.permits(address), policy.permits(`::ffff:${address}`)]).toEqual([false, false]);
      }),
    );
  });

  it('permits what the operator allows, and nothing beside it', () => {
    const lifted = new AddressPolicy(['10.1.0.0/16', 'fd00::/8']);
    expect(['10.1.255.1', '::ffff:10.1.0.1', 'fd12::1'].map((address) => lifted.permits(address))).toEqual([true, true, true]);
    expect(['10.2.0.1', '::ffff:10.2.0.1', 'fc00::1', '127.0.0.1'].map((address) => lifted.permits(address))).toEqual([false, false, false, false]);
  });

  it.each(['10.1.0.0', '10.1.0.0/99', 'intranet'])('does not start with the network "%s"', (network) => {
    expect(() => new AddressPolicy([network])).toThrow('WEIR_WEBHOOK_ALLOW_NETWORKS');
  });
});
