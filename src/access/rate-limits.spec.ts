import { addressGroup } from './rate-limits';

describe('addressGroup', () => {
  it('tells IPv4 addresses apart, in either spelling', () => {
    expect(addressGroup('::ffff:203.0.113.9')).toBe(addressGroup('203.0.113.9'));
    expect(addressGroup('::ffff:203.0.113.10')).not.toBe(addressGroup('::ffff:203.0.113.9'));
  });

  it('takes a /64 of IPv6 for one subscriber', () => {
    expect(addressGroup('2001:db8:1:2::1')).toBe(addressGroup('2001:db8:1:2:ffff::9'));
    expect(addressGroup('2001:db8:1:3::1')).not.toBe(addressGroup('2001:db8:1:2::1'));
  });

  it.each(['unknown', '999.1.1.1', '', 'fe80::1%eth0%'])('copes with "%s", which a proxy may say', (text) => {
    expect(addressGroup(text)).toBe('unknown');
  });
});
