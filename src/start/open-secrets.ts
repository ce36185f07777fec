import { KEPT_PURPOSES, Secrets } from '../platform/crypto/secrets';
import { type OwnConnection, ownConnection } from '../platform/database/own-connection';
import { type ServiceKey, ServiceKeyStore } from '../store/service-key.store';
import type { ServiceSecrets } from './service-secret';

/** What the database holds was sealed with a secret that is not known here. */
export class OtherSecretError extends Error {
  constructor() {
    super('The database holds what was sealed with another WEIR_SECRET than those given here.');
    this.name = 'OtherSecretError';
  }
}

/** The first start with this release, and already with another secret than before. */
export class SecretChangedTooSoonError extends Error {
  constructor() {
    super('This database has not run with this release yet, and WEIR_SECRET changes already.');
    this.name = 'SecretChangedTooSoonError';
  }
}

const TURNING = 'personal-data';
/** Of hashed addresses. Each makes every comment's hashes once more. */
const MOST_EARLIER_KEYS = 4;

/**
 * The secrets with the keys that the database holds, which are made at the first start. Many processes may do this at once.
 * @throws OtherSecretError before anything is changed, when some key cannot be read.
 */
export function openSecrets(url: string, given: ServiceSecrets): Promise<Secrets> {
  return alone(url, async (on, store) => {
    const secrets = new Secrets(given.secret, given.before);
    const stored = await store.all(on);
    if (stored.length === 0 && secrets.isChanging && (await store.isUsed(on))) throw new SecretChangedTooSoonError();
    const held = stored.map((each) => ({ ...each, key: opened(secrets, each) }));
    const kept = new Map(KEPT_PURPOSES.map((purpose) => [purpose, held.findLast((each) => each.purpose === purpose)?.key ?? secrets.key(purpose)]));
    const addressKeys = held.filter(({ purpose }) => purpose === TURNING);
    for (const [purpose, key] of kept) if (!held.some((each) => each.purpose === purpose)) await store.add(on, sealed(secrets, purpose, key));
    if (!addressKeys.some(({ secretId }) => secretId === secrets.id)) await store.add(on, sealed(secrets, TURNING, secrets.key(TURNING)));
    await store.endOthers(on, TURNING, secrets.id);
    const isFirst = held.every(({ secretId }) => secretId === secrets.id);
    const earlier = addressKeys.filter(({ secretId }) => secretId !== secrets.id);
    for (const each of earlier.slice(MOST_EARLIER_KEYS)) await store.remove(on, each);
    return secrets.holding({ kept, earlier: earlier.slice(0, MOST_EARLIER_KEYS).map(({ key }) => key), isFirst });
  });
}

/** After a restore for which the secret is lost: what nobody can read any more shall not keep the service from starting. */
export async function forgetLostKeys(url: string, given: ServiceSecrets): Promise<void> {
  await alone(url, async (on, store) => {
    const secrets = new Secrets(given.secret, given.before);
    for (const each of await store.all(on)) if (!isReadable(secrets, each)) await store.remove(on, each);
  });
}

function sealed(secrets: Secrets, purpose: string, key: Buffer): ServiceKey {
  return { purpose, secretId: secrets.id, sealed: secrets.encrypt(key.toString('base64')) };
}

function opened(secrets: Secrets, key: ServiceKey): Buffer {
  if (!isReadable(secrets, key)) throw new OtherSecretError();
  return Buffer.from(secrets.decrypt(key.sealed), 'base64');
}

function isReadable(secrets: Secrets, { sealed: found }: ServiceKey): boolean {
  try {
    secrets.decrypt(found);
    return true;
  } catch {
    return false;
  }
}

async function alone<T>(url: string, work: (on: OwnConnection, store: ServiceKeyStore) => Promise<T>): Promise<T> {
  const on = await ownConnection({ url, name: 'weir secrets', settings: {}, pipeline: false });
  const store = new ServiceKeyStore();
  try {
    await on.client.query('BEGIN');
    await store.lock(on);
    const result = await work(on, store);
    await on.client.query('COMMIT');
    return result;
  } finally {
    // Undoes what is not committed.
    await on.end();
  }
}
