import { Injectable } from '@nestjs/common';
import { tokenHash } from '../../platform/crypto/secrets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { PersonalTokenStore } from '../../store/personal-token.store';
import { SessionStore, type SignedIn } from '../../store/session.store';
import { isSessionAlive } from '../sessions/session-lifetime';
import type { PersonCredential } from './credential';
import { LastUse } from './last-use';

export const PERSONAL_TOKEN_PREFIX = 'weir_pat_';

interface KnownPerson {
  readonly credential: PersonCredential;
  /** What {@link LastUse} tells apart; null: nothing is written. */
  readonly useId: string;
  readonly isAlive: (now: Date) => boolean;
}

/**
 * People: by the session of their browser, or by a token they made for a script. Read for every request, one look-up by key:
 * who is signed out, loses a role or revokes a token is out at once in every process.
 */
@Injectable()
export class PersonCredentials {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionStore,
    private readonly tokens: PersonalTokenStore,
    private readonly lastUse: LastUse,
  ) {}

  /** Null for a session that is unknown, ended or idle for too long. Each use within a minute counts as one. */
  async bySession(token: string, isUse = true): Promise<PersonCredential | null> {
    const hash = tokenHash(token);
    const known = await this.loadSession(hash);
    if (!known?.isAlive(new Date())) return null;
    if (isUse) this.lastUse.note(known.useId, (at) => this.sessions.touch(this.unitOfWork.reads, hash, at));
    return known.credential;
  }

  /** Null for a token that is unknown or expired. */
  async byToken(secret: string, isUse = true): Promise<PersonCredential | null> {
    const hash = tokenHash(secret);
    const known = await this.loadToken(hash);
    if (!known?.isAlive(new Date())) return null;
    if (isUse) this.lastUse.note(known.useId, (at) => this.tokens.touch(this.unitOfWork.reads, known.useId, at));
    return known.credential;
  }

  private async loadSession(hash: Buffer): Promise<KnownPerson | null> {
    const session = await this.sessions.byTokenHash(this.unitOfWork.reads, hash);
    if (!session) return null;
    const credential = toCredential(session, { id: session.id, tokenHash: hash, csrfToken: session.csrfToken });
    return { credential, useId: hash.toString('base64'), isAlive: (now) => isSessionAlive(session, now) };
  }

  private async loadToken(hash: Buffer): Promise<KnownPerson | null> {
    const token = await this.tokens.bySecretHash(this.unitOfWork.reads, hash);
    if (!token) return null;
    return { credential: toCredential(token, null), useId: token.id, isAlive: (now) => token.expiresAt === null || token.expiresAt > now };
  }
}

function toCredential({ personId, name, isOwner, roles }: SignedIn, session: PersonCredential['session']): PersonCredential {
  return { kind: 'person', personId, name, isOwner, roles, session };
}
