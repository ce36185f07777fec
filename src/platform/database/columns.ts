/**
 * The columns of a batch as arrays in PostgreSQL's binary form (src/backend/utils/adt/arrayfuncs.c, array_recv). The driver sends a
 * Buffer as it is; a JavaScript array it writes as text, element by element with quotes and escapes, which the server then takes
 * apart again. The element type must be the one that the statement names: `$2::uuid[]` takes {@link uuids} and nothing else.
 */

const OID = { boolean: 16, bytea: 17, smallint: 21, integer: 23, text: 25, json: 114, timestamptz: 1184, uuid: 2950, jsonb: 3802 } as const;

const HEADER = 20;
const NULL = -1;
/** Milliseconds from 1970 to 2000, where PostgreSQL's time begins. */
const EPOCH_MS = 946_684_800_000;

/** Room for what a batch usually holds; a larger column grows it. Used by one call at a time and copied out of. */
let scratch = Buffer.allocUnsafeSlow(1 << 16);

function room(at: number, bytes: number): void {
  if (at + bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(scratch.length * 2, at + bytes));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}

function column<T>(type: number, values: readonly (T | null)[], write: (value: T, at: number) => number): Buffer {
  scratch.writeInt32BE(values.length === 0 ? 0 : 1, 0);
  scratch.writeInt32BE(1, 4);
  scratch.writeInt32BE(type, 8);
  if (values.length === 0) return Buffer.from(scratch.subarray(0, 12));
  scratch.writeInt32BE(values.length, 12);
  scratch.writeInt32BE(1, 16);
  let at = HEADER;
  for (const value of values) {
    room(at, 24);
    const size = value === null ? NULL : write(value, at + 4);
    scratch.writeInt32BE(size, at);
    at += 4 + Math.max(0, size);
  }
  return Buffer.from(scratch.subarray(0, at));
}

function writeText(value: string, at: number): number {
  room(at, value.length * 3);
  return scratch.write(value, at, 'utf8');
}

export function texts(values: readonly (string | null)[]): Buffer {
  return column(OID.text, values, writeText);
}

/** JSON that is written out already. */
export function jsons(values: readonly (string | null)[]): Buffer {
  return column(OID.json, values, writeText);
}

/** JSON that is written out already; its binary form begins with a version. */
export function jsonbs(values: readonly (string | null)[]): Buffer {
  return column(OID.jsonb, values, (value, at) => {
    room(at, 1);
    scratch[at] = 1;
    return 1 + writeText(value, at + 1);
  });
}

export function bytes(values: readonly (Buffer | null)[]): Buffer {
  return column(OID.bytea, values, (value, at) => {
    room(at, value.length);
    value.copy(scratch, at);
    return value.length;
  });
}

export function booleans(values: readonly (boolean | null)[]): Buffer {
  return column(OID.boolean, values, (value, at) => {
    scratch[at] = value ? 1 : 0;
    return 1;
  });
}

export function integers(values: readonly (number | null)[]): Buffer {
  return column(OID.integer, values, (value, at) => {
    scratch.writeInt32BE(value, at);
    return 4;
  });
}

export function smallints(values: readonly (number | null)[]): Buffer {
  return column(OID.smallint, values, (value, at) => {
    scratch.writeInt16BE(value, at);
    return 2;
  });
}

/** To the millisecond, as JavaScript knows them. */
export function instants(values: readonly (Date | null)[]): Buffer {
  return column(OID.timestamptz, values, (value, at) => {
    const micros = (value.getTime() - EPOCH_MS) * 1_000;
    const high = Math.floor(micros / 0x1_0000_0000);
    scratch.writeInt32BE(high, at);
    scratch.writeUInt32BE(micros - high * 0x1_0000_0000, at + 4);
    return 8;
  });
}

/** Value of a hexadecimal digit by its code; 255 is none. */
const nibbles = new Uint8Array(128).fill(0xff);
for (let i = 0; i < 16; i++) {
  nibbles[i.toString(16).charCodeAt(0)] = i;
  nibbles[i.toString(16).toUpperCase().charCodeAt(0)] = i;
}

/** @throws RangeError when a value is not written as a UUID. */
export function uuids(values: readonly (string | null)[]): Buffer {
  return column(OID.uuid, values, (value, at) => {
    let to = at;
    for (let i = 0; i < value.length; ) {
      if (value.charCodeAt(i) === 0x2d) {
        i++;
        continue;
      }
      const [high, low] = [nibbles[value.charCodeAt(i)] ?? 0xff, nibbles[value.charCodeAt(i + 1)] ?? 0xff];
      if (high > 15 || low > 15 || to >= at + 16) throw new RangeError('not a UUID');
      scratch[to++] = (high << 4) | low;
      i += 2;
    }
    if (to !== at + 16) throw new RangeError('not a UUID');
    return 16;
  });
}
