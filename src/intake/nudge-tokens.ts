import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { Secrets } from '../platform/crypto/secrets';
import type { Submission } from './submission';

const ALGORITHM = 'HS256';
const LIFE_SECONDS = 600;

/** What says that this reader was asked about exactly this text: signed, for ten minutes. */
@Injectable()
export class NudgeTokens {
  constructor(private readonly secrets: Secrets) {}

  make(submission: Submission): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    return new SignJWT({ text: this.textOf(submission) })
      .setProtectedHeader({ alg: ALGORITHM })
      .setAudience(submission.site.id)
      .setSubject(submission.actor)
      .setExpirationTime(now + LIFE_SECONDS)
      .sign(this.key);
  }

  /** False for one of another reader, another text, another site or another time, and for what is no token at all. */
  async isFor(submission: Submission, token: string): Promise<boolean> {
    for (const key of [this.key, ...this.secrets.earlierKeys('nudge-token')]) if (await this.isSignedFor(submission, token, key)) return true;
    return false;
  }

  private async isSignedFor(submission: Submission, token: string, key: Uint8Array): Promise<boolean> {
    try {
      const { payload } = await jwtVerify(token, key, { algorithms: [ALGORITHM], audience: submission.site.id, subject: submission.actor, requiredClaims: ['exp'] });
      return [this.textOf(submission), ...this.earlierTextsOf(submission)].includes(String(payload['text']));
    } catch {
      return false;
    }
  }

  private earlierTextsOf({ body, format }: Submission): string[] {
    return this.secrets.earlierHashes('nudge-token', format, body).map((hash) => hash.toString('base64url'));
  }

  private get key(): Uint8Array {
    return this.secrets.key('nudge-token');
  }

  private textOf({ body, format }: Submission): string {
    return this.secrets.keyedHash('nudge-token', format, body).toString('base64url');
  }
}
