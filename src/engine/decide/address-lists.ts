/** An address or a range of addresses, as sixteen bytes; IPv4 as the IPv6 addresses that stand for it. */
export interface AddressRange {
  readonly bytes: Uint8Array;
  /** Leading bits that count, 0 to 128. */
  readonly bits: number;
}

/** Which lists name an address. */
export interface AddressLists {
  /** Ids of the lists, sorted; undefined when that is no address. `now` in milliseconds: entries end. */
  naming(address: string, now: number): readonly string[] | undefined;
}

export interface AddressEntry {
  readonly list: string;
  readonly range: AddressRange;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** One look-up for each length of range that occurs, however many entries there are. */
export function addressLists(entries: readonly AddressEntry[]): AddressLists {
  const byBits = new Map<number, Map<string, AddressEntry[]>>();
  for (const entry of entries) {
    const ranges = byBits.get(entry.range.bits) ?? new Map<string, AddressEntry[]>();
    byBits.set(entry.range.bits, ranges);
    const key = masked(entry.range.bytes, entry.range.bits);
    const same = ranges.get(key);
    if (same) same.push(entry);
    else ranges.set(key, [entry]);
  }
  return {
    naming: (address, now) => {
      const bytes = addressBytes(address);
      if (!bytes) return undefined;
      const lists = new Set<string>();
      for (const [bits, ranges] of byBits) for (const { list, until } of ranges.get(masked(bytes, bits)) ?? []) if (now < until) lists.add(list);
      return [...lists].sort();
    },
  };
}

function masked(bytes: Uint8Array, bits: number): string {
  let key = '';
  for (let i = 0; i * 8 < bits; i++) {
    const left = bits - i * 8;
    key += String.fromCharCode((bytes[i] ?? 0) & (left >= 8 ? 0xff : 0xff << (8 - left)));
  }
  return key;
}

/** `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`; undefined if it is not written so. */
export function addressRange(written: string): AddressRange | undefined {
  const [address = '', length, ...more] = written.trim().split('/');
  const bytes = addressBytes(address);
  if (!bytes || more.length > 0) return undefined;
  if (length === undefined) return { bytes, bits: 128 };
  const most = address.includes(':') ? 128 : 32;
  if (!/^\d{1,3}$/.test(length) || Number(length) > most) return undefined;
  return { bytes, bits: Number(length) + 128 - most };
}

function addressBytes(address: string): Uint8Array | undefined {
  return address.includes(':') ? longBytes(address) : shortBytes(address);
}

function shortBytes(address: string): Uint8Array | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined;
  return Uint8Array.from([...Array.from({ length: 10 }, () => 0), 0xff, 0xff, ...parts.map(Number)]);
}

function longBytes(address: string): Uint8Array | undefined {
  const [head = '', tail, ...more] = address.replace(/%.*$/, '').split('::');
  if (more.length > 0) return undefined;
  const [before, after] = [groupsOf(head), tail === undefined ? [] : groupsOf(tail)];
  if (!before || !after) return undefined;
  const gap = 8 - before.length - after.length;
  if (tail === undefined ? gap !== 0 : gap < 1) return undefined;
  const groups = [...before, ...Array.from({ length: gap }, () => 0), ...after];
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

function groupsOf(written: string): number[] | undefined {
  if (written === '') return [];
  const groups: number[] = [];
  const parts = written.split(':');
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1 && part.includes('.')) {
      const four = shortBytes(part);
      if (!four) return undefined;
      groups.push(((four[12] ?? 0) << 8) | (four[13] ?? 0), ((four[14] ?? 0) << 8) | (four[15] ?? 0));
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(parseInt(part, 16));
    else return undefined;
  }
  return groups;
}
