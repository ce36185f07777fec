import { createCipheriv, createDecipheriv, createHash, hash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a derived key is for. A key never serves two purposes, so that a leak or a rotation stays small. */
export type KeyPurpose =
  | 'personal-data'
  | 'author-id'
  | 'fingerprint'
  | 'velocity'
  | 'sample'
  | 'reader-token'
  | 'nudge-token'
  | 'stored-secret'
  | 'connection-secret'
  | 'backup-mark'
  | 'secret-id';

/** Purposes whose key outlives a change of the secret: what they name cannot be named anew, and must stay the same. */
export const KEPT_PURPOSES = ['author-id', 'fingerprint', 'velocity', 'sample'] as const satisfies readonly KeyPurpose[];
export type KeptPurpose = (typeof KEPT_PURPOSES)[number];

/** Keys that do not follow from the secret in force: the database holds them, sealed. */
export interface HeldKeys {
  readonly kept: ReadonlyMap<KeyPurpose, Buffer>;
  /** Of hashed addresses, from earlier secrets: still looked for. Newest first. */
  readonly earlier: readonly Buffer[];
  /** No other secret has left a trace here: values need not name theirs, and a release that knows only one reads them. */
  readonly isFirst: boolean;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Tells a sealed value that names its secret from one that does not. */
const FORMAT = 1;
const ID_BYTES = 4;
/** The first bytes of a sealed value: the format and which secret it was sealed with. */
export const SEAL_BYTES = 1 + ID_BYTES;

interface SealingKey {
  readonly mark: Buffer;
  readonly key: Buffer;
}

/** Sealed with none of the secrets that are known here, or changed since. */
export class UnreadableSealError extends Error {
  constructor() {
    super('A stored secret cannot be read with any WEIR_SECRET that is known here.');
    this.name = 'UnreadableSealError';
  }
}

/**
 * Keyed hashing and encryption, all derived from WEIR_SECRET. While it changes, the secrets before it (`before`, newest first) read what
 * they sealed and check what they signed; nothing new is made with them.
 */
export class Secrets {
  readonly #keys = new Map<KeyPurpose, Buffer>();
  readonly #written = new Map<KeyPurpose, string>();
  readonly #sealing: readonly [SealingKey, ...SealingKey[]];
  readonly #held: HeldKeys;

  constructor(private readonly secret: string, private readonly before: readonly string[] = [], held: HeldKeys = { kept: new Map(), earlier: [], isFirst: true }) {
    this.#held = held;
    this.#sealing = [sealingKey(secret), ...before.map(sealingKey)];
  }

  /** The same secrets, with what the database holds. */
  holding(held: HeldKeys): Secrets {
    return new Secrets(this.secret, this.before, held);
  }

  /** The 32-byte key of a purpose (HKDF-SHA-256). */
  key(purpose: KeyPurpose): Buffer {
    let key = this.#keys.get(purpose);
    if (!key) {
      key = this.#held.kept.get(purpose) ?? derived(this.secret, purpose);
      this.#keys.set(purpose, key);
    }
    return key;
  }

  /** The keys of a purpose by which older things are known, newest first; none but while a secret changes. */
  earlierKeys(purpose: KeyPurpose): readonly Buffer[] {
    if (this.#held.kept.has(purpose)) return [];
    const earlier = [...(purpose === 'personal-data' ? this.#held.earlier : []), ...this.before.map((secret) => derived(secret, purpose))];
    return earlier.filter((key, index) => !key.equals(this.key(purpose)) && earlier.findIndex((other) => other.equals(key)) === index);
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
    return hashOf(message, parts);
  }

  /** What {@link keyedHash} made of the parts with the earlier keys, newest first. */
  earlierHashes(purpose: KeyPurpose, ...parts: readonly string[]): Buffer[] {
    return this.earlierKeys(purpose).map((key) => hashOf(key.toString('hex'), parts));
  }

  /** AES-256-GCM with the newest secret; the result carries its nonce and tag, and names the secret once there was another. */
  encrypt(plain: string): Buffer {
    const [{ mark, key }] = this.#sealing;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([...(this.isFirst ? [] : [mark]), iv, cipher.getAuthTag(), sealed]);
  }

  /** The text given to {@link encrypt}. @throws UnreadableSealError when it was changed or sealed with a secret that is not known here. */
  decrypt(sealed: Buffer): string {
    const named = this.#sealing.find(({ mark }) => sealed.subarray(0, SEAL_BYTES).equals(mark));
    const found = named && opened(named.key, sealed.subarray(SEAL_BYTES));
    if (typeof found === 'string') return found;
    // Sealed when there was only one.
    for (const { key } of this.#sealing) {
      const text = opened(key, sealed);
      if (text !== null) return text;
    }
    throw new UnreadableSealError();
  }

  /** Whether there has been no other secret: then nothing is sealed otherwise. */
  get isFirst(): boolean {
    return this.#held.isFirst;
  }

  /** How everything begins that the newest secret sealed, once there was another. */
  get mark(): Buffer {
    return this.#sealing[0].mark;
  }

  /** Whether secrets before the newest are known here. */
  get isChanging(): boolean {
    return this.before.length > 0;
  }

  /** Says which secret is the newest, and not what it is. */
  get id(): string {
    return this.mark.toString('hex');
  }
}

function derived(secret: string, purpose: KeyPurpose): Buffer {
  // Ids of authors were made with the key of addresses when both were one.
  return Buffer.from(hkdfSync('sha256', secret, 'weir', purpose === 'author-id' ? 'personal-data' : purpose, 32));
}

function sealingKey(secret: string): SealingKey {
  return { mark: Buffer.concat([Buffer.of(FORMAT), derived(secret, 'secret-id').subarray(0, ID_BYTES)]), key: derived(secret, 'stored-secret') };
}

function hashOf(keyInHex: string, parts: readonly string[]): Buffer {
  let message = keyInHex;
  for (const part of parts) message += `${String(part.length)}:${part}`;
  return hash('sha256', message, 'buffer');
}

/** Null when the key is another one, or the value was changed. */
function opened(key: Buffer, sealed: Buffer): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return null;
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
