import { Inject, Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import type { Config, IdentityProviderConfig } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { SignInRefused } from './sign-in-refused';

/** What a sign-in must bring back, kept by the browser that began it. */
export interface SignInChecks {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636): who intercepts the code cannot redeem it. */
  readonly verifier: string;
}

/** Whom the provider has signed in. */
export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** Null unless the provider says that it has verified the address. */
  readonly verifiedEmail: string | null;
}

/** As far as we read them. */
interface Claims {
  readonly sub: string;
  readonly email?: unknown;
  readonly email_verified?: unknown;
}

export const CALLBACK_PATH = '/v1/session/provider/callback';

/** Between two questions to a provider that does not answer. */
const PATIENCE_SECONDS = 10;

/**
 * The operator's OpenID Connect provider: authorization code flow with PKCE, state and nonce, all checks of the ID token by
 * `openid-client`. What it publishes about itself is read when somebody first signs in, so that Weir starts without it.
 */
@Injectable()
export class IdentityProvider {
  private readonly settings: IdentityProviderConfig | null;
  private readonly redirectUri: string;
  private known: Promise<oidc.Configuration> | null = null;

  constructor(@Inject(CONFIG) { identityProvider, publicUrl }: Config) {
    this.settings = identityProvider;
    this.redirectUri = `${publicUrl}${CALLBACK_PATH}`;
  }

  /** What the sign-in page calls it; null: there is none. */
  get name(): string | null {
    return this.settings?.name ?? null;
  }

  /** Where to send the browser. @throws SignInRefused when the provider does not answer. */
  async begin(): Promise<{ readonly url: string; readonly checks: SignInChecks }> {
    const provider = await this.provider();
    const checks = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
    const url = oidc.buildAuthorizationUrl(provider, {
      redirect_uri: this.redirectUri,
      scope: 'openid email profile',
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, checks };
  }

  /**
   * Redeems what the browser came back with.
   * @param query of the callback, as it came.
   * @throws SignInRefused when the person cancelled, the answer does not fit the checks, or the provider does not answer.
   */
  async finish(query: string, { state, nonce, verifier }: SignInChecks): Promise<ProvenIdentity> {
    const provider = await this.provider();
    try {
      const tokens = await oidc.authorizationCodeGrant(provider, new URL(`${this.redirectUri}${query}`), { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
      const claims = tokens.claims();
      if (!claims) throw new Error('an ID token was expected');
      // By the standard, claims of the scope `email` come from the user info endpoint; many providers put them into the token, too.
      const said: Claims = 'email' in claims ? claims : await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub);
      return { issuer: claims.iss, subject: claims.sub, verifiedEmail: typeof said.email === 'string' && said.email_verified === true ? said.email : null };
    } catch (error) {
      throw refusalOf(error);
    }
  }

  private provider(): Promise<oidc.Configuration> {
    if (!this.settings) throw new SignInRefused('provider');
    // One answer for all; a failure is not remembered.
    this.known ??= discover(this.settings).catch((error: unknown) => {
      this.known = null;
      throw new SignInRefused('provider', error);
    });
    return this.known;
  }
}

async function discover({ issuer, clientId, clientSecret }: IdentityProviderConfig): Promise<oidc.Configuration> {
  const address = new URL(issuer);
  const found = await oidc.discovery(address, clientId, clientSecret, undefined, {
    timeout: PATIENCE_SECONDS,
    // The standard lets a client trust TLS in place of the ID token's signature; we check it all the same.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- because it is marked so only to stand out; the configuration takes plain http for this very machine alone.
    execute: [oidc.enableNonRepudiationChecks, ...(address.protocol === 'http:' ? [oidc.allowInsecureRequests] : [])],
  });
  found.timeout = PATIENCE_SECONDS;
  return found;
}

function refusalOf(error: unknown): SignInRefused {
  if (error instanceof oidc.AuthorizationResponseError) return new SignInRefused(error.error === 'access_denied' ? 'cancelled' : 'provider', error);
  // The provider's own words for a code that was used before or is too old.
  if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') return new SignInRefused('expired', error);
  return new SignInRefused('provider', error);
}
