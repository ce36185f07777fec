import { createCipheriv, createDecipheriv, createHash, hash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a derived key is for. A key never serves two purposes, so that a leak or a rotation stays small. */
export type KeyPurpose = 'personal-data' | 'fingerprint' | 'velocity' | 'sample' | 'reader-token' | 'nudge-token' | 'stored-secret' | 'connection-secret' | 'backup-mark';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keyed hashing and encryption, all derived from the one WEIR_SECRET. */
export class Secrets {
  readonly #keys = new Map<KeyPurpose, Buffer>();
  readonly #written = new Map<KeyPurpose, string>();

  constructor(private readonly secret: string) {}

  /** The 32-byte key of a purpose (HKDF-SHA-256). */
  key(purpose: KeyPurpose): Buffer {
    let key = this.#keys.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.secret, 'weir', purpose, 32));
      this.#keys.set(purpose, key);
    }
    return key;
  }

  /**
   * SHA-256 of the purpose's key and the parts, unambiguous whatever the parts contain. It names things that must not be
   * readable; it never proves who sent something, so the key in front is enough, and a comment needs a dozen of them: one
   * call costs a third of what an HMAC object does.
   */
  keyedHash(purpose: KeyPurpose, ...parts: readonly string[]): Buffer {
    let message = this.#written.get(purpose);
    if (message === undefined) {
      message = this.key(purpose).toString('hex');
      this.#written.set(purpose, message);
    }
    for (const part of parts) message += `${String(part.length)}:${part}`;
    return hash('sha256', message, 'buffer');
  }

  /** AES-256-GCM; the result carries its nonce and tag. */
  encrypt(plain: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key('stored-secret'), iv);
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  /** The text given to {@link encrypt}; throws when it was changed or another secret is in use. */
  decrypt(sealed: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', this.key('stored-secret'), sealed.subarray(0, IV_BYTES));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  }
}

/** For tokens with enough entropy of their own: a plain hash is lookup key and protection at once. */
export function tokenHash(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** A fresh token: the prefix tells people and secret scanners what it is; 32 random bytes follow. */
export function newToken(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/** Compares without telling by its duration where two texts differ. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
