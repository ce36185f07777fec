import { randomInt } from 'node:crypto';
import type { Dialect } from '../../domain/dialects';
import { newToken } from '../../platform/crypto/secrets';

const BASE36 = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** WordPress refuses a key of another length before it sends it; as a host label it is lower-cased. */
const AKISMET_KEY_LENGTH = 12;

/** A fresh secret in the form that the dialect's clients accept; null where the other side makes the secret. */
export function newSecret(dialect: Dialect): string | null {
  switch (dialect) {
    case 'akismet':
      return Array.from({ length: AKISMET_KEY_LENGTH }, () => BASE36.charAt(randomInt(BASE36.length))).join('');
    case 'perspective':
      return newToken('weir_pk_');
    case 'openai':
      return newToken('sk-weir-');
    case 'coral':
      return null;
  }
}
