import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/ids';
import { newToken, tokenHash } from '../../platform/crypto/secrets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type Person, PersonStore } from '../../store/person.store';
import { SessionStore, type SignedInBy } from '../../store/session.store';
import { toPersonView } from '../people/person.dto';
import type { Plain } from '../../platform/http/plain';
import type { SessionView } from './session.dto';
import { IDLE_MS, LIFETIME_MS } from './session-lifetime';

export interface SignInCircumstances {
  readonly userAgent: string | undefined;
  readonly signedInBy: SignedInBy;
}

/** What a list of sessions shows of a browser's own words. */
const LONGEST_USER_AGENT = 300;

export interface StartedSession {
  /** For the cookie alone. */
  readonly token: string;
  readonly view: Plain<SessionView>;
}

/** Starts a session under a token that nobody knew before, and ends the one the browser had. */
@Injectable()
export class StartSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PersonStore,
    private readonly sessions: SessionStore,
  ) {}

  async execute(person: Person, oldToken: string | undefined, { userAgent, signedInBy }: SignInCircumstances = { userAgent: undefined, signedInBy: 'password' }): Promise<StartedSession> {
    const token = newToken('');
    const csrfToken = newToken('');
    const now = new Date();
    const sites = await this.unitOfWork.run(async (tx) => {
      if (oldToken !== undefined) await this.sessions.remove(tx, tokenHash(oldToken));
      await this.sessions.removeEnded(tx, person.id, { expiredBefore: now, idleSince: new Date(now.getTime() - IDLE_MS) });
      await this.sessions.insert(tx, { id: newId(), tokenHash: tokenHash(token), personId: person.id, csrfToken, userAgent: userAgent?.slice(0, LONGEST_USER_AGENT) ?? null, signedInBy, createdAt: now, expiresAt: new Date(now.getTime() + LIFETIME_MS) });
      return this.people.sitesOf(tx, person);
    });
    return { token, view: { person: toPersonView(person, sites), csrfToken } };
  }
}
