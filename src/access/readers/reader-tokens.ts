import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { decodeJwt, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { Site } from '../../domain/actor';
import type { AuthorId } from '../../domain/ids';
import { READER_PERMISSIONS } from '../../domain/permissions';
import { Secrets, tokenHash } from '../../platform/crypto/secrets';
import type { StoredSite } from '../../store/site.store';
import type { ReaderCredential } from '../guard/credential';
import { FreshCache } from '../guard/fresh-cache';
import { SiteDirectory } from '../guard/site-directory';

/** The issuer of anonymous tokens. A site's own token says something else, or nothing. */
const ISSUER = 'weir';
const ANONYMOUS = 'anon:';
/** Pinned: a token does not choose how it is checked. */
const ALGORITHM = 'HS256';
export const LONGEST_LIFE_SECONDS = 3_600;
/** Clocks of two machines differ. */
const TOLERANCE_SECONDS = 30;
/** How long a reader's browser may sleep and still be the same reader. */
const RENEWABLE_FOR_SECONDS = 30 * 24 * 3_600;
const LONGEST_NAME = 200;
const MOST_READERS = 20_000;
/** Control characters and lone surrogates: PostgreSQL cannot store them, and nobody can read them. */
const UNSTORABLE = /[\p{Cc}\p{Surrogate}]/u;

const PERMISSIONS = new Set(READER_PERMISSIONS);

interface KnownReader {
  readonly credential: ReaderCredential;
  readonly expiresAtMs: number;
}

/**
 * Tokens of readers (RFC 7519, HS256): made by the news site with its SSO secret, or by Weir for readers without an
 * account. `aud` names the one site they are for, `exp` is at most an hour away, and nothing in them grants a role.
 */
@Injectable()
export class ReaderTokens {
  private readonly known = new FreshCache<KnownReader | null>(MOST_READERS);

  constructor(
    private readonly sites: SiteDirectory,
    private readonly secrets: Secrets,
  ) {
    // A token that the old SSO secret signed ends with it.
    sites.onChange(() => { this.known.clear(); });
  }

  /** Null for a token that is not true, has ended, or promises more than a reader may have. */
  async resolve(token: string): Promise<ReaderCredential | null> {
    const known = await this.known.get(tokenHash(token).toString('base64'), () => this.verify(token));
    return known && known.expiresAtMs + TOLERANCE_SECONDS * 1_000 > Date.now() ? known.credential : null;
  }

  /** A token for a reader without an account: the same reader when their old token is sent along, else a new one. */
  async anonymous(site: Site, previous: string | null): Promise<{ token: string; expiresAt: Date }> {
    const subject = (previous === null ? null : await this.renewable(site, previous)) ?? `${ANONYMOUS}${randomUUID()}`;
    const now = Math.floor(Date.now() / 1_000);
    const exp = now + LONGEST_LIFE_SECONDS;
    const token = await new SignJWT({ iss: ISSUER, aud: site.slug, sub: subject, iat: now, exp }).setProtectedHeader({ alg: ALGORITHM }).sign(this.secrets.key('reader-token'));
    return { token, expiresAt: new Date(exp * 1_000) };
  }

  private async renewable(site: Site, token: string): Promise<string | null> {
    const claims = await this.checkAny(token, this.ownKeys, RENEWABLE_FOR_SECONDS);
    return claims?.iss === ISSUER && claims.aud === site.slug ? (claims.sub ?? null) : null;
  }

  private async verify(token: string): Promise<KnownReader | null> {
    const unchecked = unverified(token);
    if (!unchecked || typeof unchecked.aud !== 'string') return null;
    const stored = await this.sites.find(unchecked.aud);
    const claims = stored && (await this.checkAny(token, this.keysFor(stored, unchecked), TOLERANCE_SECONDS));
    return stored && claims ? toReader(stored.site, claims) : null;
  }

  private keysFor({ ssoSecret }: StoredSite, { iss }: JWTPayload): readonly Uint8Array[] {
    if (iss === ISSUER) return this.ownKeys;
    return ssoSecret === null ? [] : [Buffer.from(this.secrets.decrypt(ssoSecret))];
  }

  /** The newest, and those of secrets before it. */
  private get ownKeys(): readonly Uint8Array[] {
    return [this.secrets.key('reader-token'), ...this.secrets.earlierKeys('reader-token')];
  }

  private async checkAny(token: string, keys: readonly Uint8Array[], clockTolerance: number): Promise<JWTPayload | null> {
    for (const key of keys) {
      const claims = await this.check(token, key, clockTolerance);
      if (claims) return claims;
    }
    return null;
  }

  private async check(token: string, key: Uint8Array, clockTolerance: number): Promise<JWTPayload | null> {
    try {
      return (await jwtVerify(token, key, { algorithms: [ALGORITHM], requiredClaims: ['aud', 'sub', 'exp'], clockTolerance })).payload;
    } catch {
      return null;
    }
  }
}

function unverified(token: string): JWTPayload | null {
  try {
    return decodeJwt(token);
  } catch {
    return null;
  }
}

function toReader(site: Site, { iss, sub, name, exp }: JWTPayload): KnownReader | null {
  const isAnonymous = iss === ISSUER;
  if (!isStorable(sub) || exp === undefined || sub.startsWith(ANONYMOUS) !== isAnonymous) return null;
  if (exp > Date.now() / 1_000 + LONGEST_LIFE_SECONDS + TOLERANCE_SECONDS) return null;
  if (name !== undefined && !isStorable(name)) return null;
  return {
    credential: { kind: 'reader', siteId: site.id, authorId: sub as AuthorId, name: name ?? null, authorKind: isAnonymous ? 'anonymous' : 'registered', permissions: PERMISSIONS },
    expiresAtMs: exp * 1_000,
  };
}

function isStorable(text: unknown): text is string {
  return typeof text === 'string' && text.length > 0 && text.length <= LONGEST_NAME && !UNSTORABLE.test(text);
}
