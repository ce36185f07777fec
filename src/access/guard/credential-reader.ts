import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ReaderTokens } from '../readers/reader-tokens';
import { bearerToken, type Credential, SESSION_COOKIE } from './credential';
import { KeyCredentials, SITE_KEY_PREFIX } from './key-credentials';
import { PERSONAL_TOKEN_PREFIX, PersonCredentials } from './person-credentials';

/** Longer than any token of ours: what is longer is not looked up. */
const LONGEST_COOKIE = 256;

/** Finds out who is calling. An Authorization header counts alone: a wrong one is not made good by a cookie. */
@Injectable()
export class CredentialReader {
  constructor(
    private readonly keys: KeyCredentials,
    private readonly people: PersonCredentials,
    private readonly readers: ReaderTokens,
  ) {}

  /** Null when the request shows nothing that is known and still valid. `isUse: false`: nobody is doing anything with it. */
  async read(request: FastifyRequest, { isUse = true } = {}): Promise<Credential | null> {
    if (request.headers.authorization !== undefined) return this.byToken(bearerToken(request), isUse);
    const cookie = request.cookies[SESSION_COOKIE];
    return cookie === undefined || cookie === '' || cookie.length > LONGEST_COOKIE ? null : this.people.bySession(cookie, isUse);
  }

  private async byToken(token: string | null, isUse: boolean): Promise<Credential | null> {
    if (token === null) return null;
    if (token.startsWith(SITE_KEY_PREFIX)) return this.keys.resolve(token, isUse);
    if (token.startsWith(PERSONAL_TOKEN_PREFIX)) return this.people.byToken(token, isUse);
    return this.readers.resolve(token);
  }
}
