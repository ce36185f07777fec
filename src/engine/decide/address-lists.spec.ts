import fc from 'fast-check';
import { addressLists, addressRange } from './address-lists';

const lists = (...entries: readonly (readonly [list: string, range: string, until?: number])[]) =>
  addressLists(entries.map(([list, range, until = Infinity]) => ({ list, range: addressRange(range) ?? { bytes: new Uint8Array(16), bits: 0 }, until })));

describe('addressLists', () => {
  it.each([
    ['192.0.2.7', ['net', 'one']],
    ['192.0.2.8', ['net']],
    ['192.0.3.7', []],
    ['::ffff:192.0.2.7', ['net', 'one']],
    ['2001:db8:0:1::5', ['six']],
    ['2001:0DB8::', ['six']],
    ['2001:db9::', []],
    ['not an address', undefined],
    ['192.0.2', undefined],
    ['192.0.2.256', undefined],
    ['1::2::3', undefined],
  ])('names the lists that hold %s', (address, named) => {
    expect(lists(['one', '192.0.2.7'], ['net', '192.0.2.0/24'], ['six', '2001:db8::/32']).naming(address, 0)).toEqual(named);
  });

  it('knows when an entry ends', () => {
    expect(lists(['one', '192.0.2.7', 1_000]).naming('192.0.2.7', 999)).toEqual(['one']);
    expect(lists(['one', '192.0.2.7', 1_000]).naming('192.0.2.7', 1_000)).toEqual([]);
  });

  it.each(['10.0.0.0/33', '2001:db8::/129', '10.0.0.0/', '10.0.0.0/8/8', 'example.org', '', '01.2.3.4', '1:2:3:4:5:6:7', ':::'])('does not take %s for a range', (written) => {
    expect(addressRange(written)).toBeUndefined();
  });

  it('finds an address in a range exactly when their leading bits agree', () => {
    const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
    fc.assert(fc.property(octets, octets, fc.integer({ min: 0, max: 32 }), fc.boolean(), (a, other, bits, near) => {
      const b = near ? ([a[0], a[1], other[2], other[3]] as const) : other;
      const leading = (parts: readonly number[]): string => parts.map((part) => part.toString(2).padStart(8, '0')).join('').slice(0, bits);
      expect(lists(['range', `${a.join('.')}/${String(bits)}`]).naming(b.join('.'), 0)).toEqual(leading(a) === leading(b) ? ['range'] : []);
    }));
  });
});
