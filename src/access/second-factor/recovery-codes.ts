import { randomBytes } from 'node:crypto';
import { tokenHash } from '../../platform/crypto/secrets';

export const RECOVERY_CODES = 10;

/** No letter that looks like a digit or another letter (Crockford). */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 16;

/** Fresh codes of 80 random bits each, in groups of four that survive being written down. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => (Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('').match(/.{4}/g) ?? []).join('-'));
}

/** What is stored of a code, however it is typed. */
export function recoveryCodeHash(typed: string): Buffer {
  return tokenHash(typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1'));
}
