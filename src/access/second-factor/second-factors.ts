import { Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import type { PersonId } from '../../domain/ids';
import { Secrets } from '../../platform/crypto/secrets';
import type { Queryable } from '../../platform/database/statement';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { SecondFactorStore } from '../../store/second-factor.store';
import { recoveryCodeHash } from './recovery-codes';

export type CodeKind = 'code' | 'recovery_code';

/** As RFC 6238 recommends and every authenticator app understands. */
const PERIOD_SECONDS = 30;
const DIGITS = 6;
const SECRET_BYTES = 20;
/** A code counts one step before and after its own: clocks differ, and typing takes its time. */
const WINDOW = 1;

/** Codes of authenticator apps (TOTP) and recovery codes. Each is good once, whichever process sees it. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly factors: SecondFactorStore,
    private readonly secrets: Secrets,
  ) {}

  async isOn(personId: PersonId, on: Queryable = this.unitOfWork.reads): Promise<boolean> {
    return (await this.factors.find(on, personId))?.confirmedAt != null;
  }

  newSecret(): { readonly base32: string; readonly sealed: Buffer } {
    const { base32 } = new Secret({ size: SECRET_BYTES });
    return { base32, sealed: this.secrets.encrypt(base32) };
  }

  /** What an authenticator app reads from the QR code. */
  uriOf(base32: string, account: string): string {
    return totp(base32, account).toString();
  }

  /** Spends the code that was typed: null when it is wrong or was used before. While a factor is being set up, only a code of the app counts. */
  async spend(tx: Tx, personId: PersonId, typed: string): Promise<CodeKind | null> {
    const factor = await this.factors.find(tx, personId);
    if (!factor) return null;
    const now = Date.now();
    const digits = typed.replaceAll(/\s/g, '');
    if (/^\d{6}$/.test(digits)) {
      // The library compares in constant time.
      const delta = totp(this.secrets.decrypt(factor.secret)).validate({ token: digits, timestamp: now, window: WINDOW });
      if (delta === null) return null;
      return (await this.factors.spendStep(tx, personId, Math.floor(now / 1_000 / PERIOD_SECONDS) + delta)) ? 'code' : null;
    }
    if (factor.confirmedAt === null) return null;
    return (await this.factors.spendCode(tx, personId, recoveryCodeHash(typed), new Date(now))) ? 'recovery_code' : null;
  }
}

function totp(base32: string, label = ''): TOTP {
  return new TOTP({ issuer: 'Weir', label, digits: DIGITS, period: PERIOD_SECONDS, secret: Secret.fromBase32(base32) });
}
