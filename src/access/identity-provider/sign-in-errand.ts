import { Injectable } from '@nestjs/common';
import { Secrets } from '../../platform/crypto/secrets';
import type { SignInChecks } from './identity-provider';

/** So long may somebody stay at the provider. */
export const ERRAND_MS = 10 * 60_000;

/** What a browser carries to the provider and back. */
export interface SignInErrand extends SignInChecks {
  /** The page of the console to return to. */
  readonly page: string;
}

interface Sealed extends SignInErrand {
  readonly use: 'provider-sign-in';
  readonly until: number;
}

/** Seals errands, so that nothing is stored of a sign-in that may never end, and no other browser can end it. */
@Injectable()
export class SignInErrands {
  constructor(private readonly secrets: Secrets) {}

  seal({ state, nonce, verifier, page }: SignInErrand): string {
    const content: Sealed = { use: 'provider-sign-in', state, nonce, verifier, page, until: Date.now() + ERRAND_MS };
    return this.secrets.encrypt(JSON.stringify(content)).toString('base64url');
  }

  /** Null when it is none of ours or too old. */
  open(sealed: string): SignInErrand | null {
    try {
      const content = JSON.parse(this.secrets.decrypt(Buffer.from(sealed, 'base64url'))) as Partial<Sealed>;
      return content.use === 'provider-sign-in' && (content.until ?? 0) > Date.now() ? (content as Sealed) : null;
    } catch {
      // Not sealed by us: the same as none.
      return null;
    }
  }
}
