import { addressRange } from './address-range';

describe('the range of an address', () => {
  it.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['192.0.2.1', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2::3', '20010db80001::/48'],
    ['2001:DB8:0001:ffff:ffff:ffff:ffff:ffff', '20010db80001::/48'],
    ['2001:db8::', '20010db80000::/48'],
  ])('%s is %s', (address, range) => {
    expect(addressRange(address)).toBe(range);
  });

  it.each([['192.0.2.1', '192.0.3.1'], ['2001:db8:1::1', '2001:db8:2::1'], ['192.0.2.1', '2001:db8::1']])('%s and %s share none', (a, b) => {
    expect(addressRange(a)).not.toBe(addressRange(b));
  });

  it.each(['', 'unknown', '192.0.2', '192.0.2.256', '192.0.2.1:80', '2001:db8::1::2', '192.0.2.0/24', 'localhost'])('%j is no address and has none', (text) => {
    expect(addressRange(text)).toBeNull();
  });
});
