import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { sameText } from '../platform/crypto/secrets';
import { ACCESS_RULE, type AccessRule } from '../platform/http/access-rule';
import { DialectDoor } from './connections/dialect-door';
import type { Caller, WeirRequest } from './access.decorator';
import { actorOn, belongsTo, type Credential } from './guard/credential';
import { CredentialReader } from './guard/credential-reader';
import { SiteDirectory } from './guard/site-directory';

type SignedRule = Exclude<AccessRule, { kind: 'public' | 'dialect' }>;

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Stands before every route. Without a valid credential 401, whatever the path; a site that is not there and a site
 * that the credential does not belong to are the same 404; only who belongs to the site hears 403. Routes of a dialect
 * take that dialect's connections and nothing else.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: CredentialReader,
    private readonly sites: SiteDirectory,
    private readonly dialects: DialectDoor,
  ) {}

  async canActivate(context: ExecutionContext): Promise<true> {
    const request = context.switchToHttp().getRequest<WeirRequest>();
    const rule = this.reflector.get<AccessRule | undefined>(ACCESS_RULE, context.getHandler());
    if (!rule) throw problem('forbidden', 'This route does not say who may use it.');
    if (rule.kind === 'dialect') {
      request.weir = await this.dialects.admit(request, context.switchToHttp().getResponse<FastifyReply>(), rule.protocol);
      return true;
    }
    const slug = (request.params as { site?: string }).site;
    request.weir = rule.kind === 'public' ? { actor: null, site: await this.siteOf(slug), session: null } : await this.admit(request, rule, slug);
    return true;
  }

  private async admit(request: WeirRequest, rule: SignedRule, slug: string | undefined): Promise<Caller> {
    const credential = await this.credentials.read(request);
    if (!credential) throw problem('unauthenticated');
    demandCsrfToken(request, credential);
    const site = await this.siteOf(slug);
    if (site && !belongsTo(credential, site)) throw problem('not_found');
    const actor = actorOn(credential, site);
    if (!isAllowed(rule, credential, actor.permissions)) throw problem('forbidden');
    return { actor, site, session: credential.kind === 'person' ? credential.session : null };
  }

  private async siteOf(slug: string | undefined): Promise<Site | null> {
    if (slug === undefined) return null;
    const stored = await this.sites.find(slug);
    if (!stored) throw problem('not_found');
    return stored.site;
  }
}

/** Only a browser sends its cookie unasked, so only there another page could have caused the request. */
function demandCsrfToken(request: WeirRequest, credential: Credential): void {
  if (credential.kind !== 'person' || credential.session === null || SAFE_METHODS.has(request.method)) return;
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !sameText(given, credential.session.csrfToken)) throw problem('csrf_token_invalid');
}

function isAllowed(rule: SignedRule, credential: Credential, permissions: ReadonlySet<string>): boolean {
  switch (rule.kind) {
    case 'person':
      return credential.kind === 'person';
    case 'owner':
      return credential.kind === 'person' && credential.isOwner;
    case 'site':
      return permissions.has(rule.permission) && (credential.kind !== 'reader' || rule.readers);
  }
}
