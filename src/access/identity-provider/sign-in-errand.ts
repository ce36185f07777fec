import { Injectable } from '@nestjs/common';
import { openNote, sealNote } from '../../platform/crypto/sealed-note';
import { Secrets } from '../../platform/crypto/secrets';
import type { SignInChecks } from './identity-provider';

/** So long may somebody stay at the provider. */
export const ERRAND_MS = 10 * 60_000;

const USE = 'provider-sign-in';

/** What a browser carries to the provider and back. */
export interface SignInErrand extends SignInChecks {
  /** The page of the console to return to. */
  readonly page: string;
}

/** Seals errands, so that no other browser can end a sign-in. */
@Injectable()
export class SignInErrands {
  constructor(private readonly secrets: Secrets) {}

  seal(errand: SignInErrand): string {
    return sealNote(this.secrets, { use: USE, content: errand, lifeMs: ERRAND_MS }).sealed;
  }

  /** Null when it is none of ours or too old. */
  open(sealed: string): SignInErrand | null {
    return openNote<SignInErrand>(this.secrets, USE, sealed);
  }
}
