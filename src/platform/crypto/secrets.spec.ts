import fc from 'fast-check';
import { newToken, sameText, SEAL_BYTES, Secrets, tokenHash, UnreadableSealError } from './secrets';

const secrets = new Secrets('a secret of this test, long enough');
const parts = fc.array(fc.string({ unit: fc.oneof(fc.constantFrom(':', '1', '2', '0'), fc.string({ minLength: 1, maxLength: 1, unit: 'binary' })), maxLength: 6 }), { maxLength: 4 });

describe('a keyed hash', () => {
  it('differs whenever the parts differ, however they are cut', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const [first, second] = [a, b].map((of) => secrets.keyedHash('velocity', ...of).toString('hex'));
        expect(first === second).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it.each([[['ab', 'c'], ['a', 'bc']], [['abc'], ['ab', 'c']], [['a', ''], ['a']], [['1:a'], ['a']], [['a1:b'], ['a', 'b']], [[], ['']]])('of %j is not that of %j', (a, b) => {
    expect(secrets.keyedHash('velocity', ...a)).not.toEqual(secrets.keyedHash('velocity', ...b));
  });

  it('is the same in every process with the same secret, and in no other', () => {
    expect(new Secrets('a secret of this test, long enough').keyedHash('velocity', 'a')).toEqual(secrets.keyedHash('velocity', 'a'));
    expect(new Secrets('another secret of this test').keyedHash('velocity', 'a')).not.toEqual(secrets.keyedHash('velocity', 'a'));
  });

  it('and its key serve one purpose', () => {
    const hashes = (['personal-data', 'fingerprint', 'velocity', 'sample', 'reader-token', 'stored-secret'] as const).map((purpose) => [secrets.keyedHash(purpose, 'a').toString('hex'), secrets.key(purpose).toString('hex')]).flat();
    expect(new Set(hashes).size).toBe(12);
    expect(hashes.every((hex) => hex.length === 64)).toBe(true);
  });
});

describe('an encrypted text', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (plain) => {
        expect(secrets.decrypt(secrets.encrypt(plain))).toBe(plain);
      }),
    );
  });

  it('looks different each time, and never like the text', () => {
    const [first, second] = [secrets.encrypt('whsec_abc'), secrets.encrypt('whsec_abc')];
    expect(first.equals(second)).toBe(false);
    expect(first.toString('latin1')).not.toContain('whsec_abc');
  });

  it('is refused when a single bit of it was changed', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.integer({ min: 0, max: 7 }), (plain, at, bit) => {
        const sealed = secrets.encrypt(plain);
        const index = at % sealed.length;
        sealed.writeUInt8(sealed.readUInt8(index) ^ (1 << bit), index);
        expect(() => secrets.decrypt(sealed)).toThrow();
      }),
    );
  });

  it('is refused when it was cut, or sealed with another secret', () => {
    const sealed = secrets.encrypt('whsec_abc');
    for (let length = 0; length < sealed.length; length++) expect(() => secrets.decrypt(sealed.subarray(0, length))).toThrow();
    expect(() => new Secrets('another secret of this test').decrypt(sealed)).toThrow();
  });
});

describe('secrets that change', () => {
  const [old, fresh] = ['the secret before, of this test', 'the secret after it, of this test'] as const;
  const known = { kept: new Map([['velocity' as const, Buffer.alloc(32, 7)]]), earlier: [Buffer.alloc(32, 8)], isFirst: false };
  const changing = new Secrets(fresh, [old]).holding(known);

  it('read what either sealed, and seal with the newest', () => {
    expect(changing.decrypt(new Secrets(old).encrypt('whsec_abc'))).toBe('whsec_abc');
    expect(changing.decrypt(new Secrets(old).holding(known).encrypt('whsec_abc'))).toBe('whsec_abc');
    expect(new Secrets(fresh).decrypt(changing.encrypt('whsec_abc'))).toBe('whsec_abc');
    expect(() => new Secrets(old).decrypt(changing.encrypt('whsec_abc'))).toThrow(UnreadableSealError);
  });

  it('name the secret in what they seal, and where there was never another do not: an older release reads it', () => {
    expect(changing.encrypt('x').subarray(0, SEAL_BYTES)).toEqual(changing.mark);
    expect(new Secrets(fresh).encrypt('x')).toHaveLength(12 + 16 + 1);
    expect(changing.mark).toEqual(new Secrets(fresh).mark);
    expect(changing.mark).not.toEqual(new Secrets(old).mark);
  });

  it('read what happens to begin like a mark', () => {
    const [plain, other] = [new Secrets(old), new Secrets(fresh, [old])];
    let sealed = plain.encrypt('x');
    sealed = Buffer.concat([other.mark, sealed.subarray(SEAL_BYTES)]);
    expect(() => other.decrypt(sealed)).toThrow(UnreadableSealError);
    expect(other.decrypt(Buffer.concat([other.mark, new Secrets(fresh).encrypt('y')]))).toBe('y');
  });

  it('know what is hashed by the keys that still count, newest first, each once', () => {
    expect(changing.keyedHash('personal-data', 'a')).toEqual(new Secrets(fresh).keyedHash('personal-data', 'a'));
    expect(changing.earlierHashes('personal-data', 'a')).toHaveLength(2);
    expect(changing.earlierHashes('personal-data', 'a')[1]).toEqual(new Secrets(old).keyedHash('personal-data', 'a'));
    expect(changing.earlierHashes('connection-secret', 'a')).toEqual([new Secrets(old).keyedHash('connection-secret', 'a')]);
    expect(new Secrets(fresh, [old, fresh, old]).earlierKeys('reader-token')).toEqual([new Secrets(old).key('reader-token')]);
  });

  it('keep the keys that the database holds', () => {
    expect(changing.key('velocity')).toEqual(Buffer.alloc(32, 7));
    expect(changing.earlierKeys('velocity')).toEqual([]);
    expect(changing.keyedHash('velocity', 'a')).not.toEqual(new Secrets(fresh).keyedHash('velocity', 'a'));
  });

  it('know authors by the key that addresses had at first', () => {
    expect(new Secrets(old).key('author-id')).toEqual(new Secrets(old).key('personal-data'));
  });
});

describe('tokens', () => {
  it('carry their prefix and 256 bits that no other has', () => {
    const tokens = Array.from({ length: 100 }, () => newToken('weir_sk_'));
    expect(tokens.every((token) => /^weir_sk_[\w-]{43}$/.test(token))).toBe(true);
    expect(new Set(tokens).size).toBe(100);
  });

  it('are looked up by their SHA-256', () => {
    expect(tokenHash('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('are the same text or not, whatever their lengths', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => { expect(sameText(a, b)).toBe(a === b); }));
    expect(sameText('token', 'token')).toBe(true);
    expect(sameText('token', 'token ')).toBe(false);
  });
});
