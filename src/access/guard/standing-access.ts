import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/actor';
import type { Permission } from '../../domain/permissions';
import type { WeirRequest } from '../access.decorator';
import { actorOn, belongsTo } from './credential';
import { CredentialReader } from './credential-reader';
import { SiteDirectory } from './site-directory';

/** Asks again what the guard asked once: for connections that outlive the moment in which they were allowed. */
@Injectable()
export class StandingAccess {
  constructor(
    private readonly credentials: CredentialReader,
    private readonly sites: SiteDirectory,
  ) {}

  /**
   * Who the credential that a request came with is now on the site it named, as of two seconds ago at most; null when it has no longer the
   * permission. To be asked is no use of the credential: a page left open does not keep its session alive.
   */
  async holder(request: WeirRequest, permission: Permission): Promise<Actor | null> {
    const slug = (request.params as { site?: string }).site ?? '';
    const [credential, stored] = await Promise.all([this.credentials.read(request, { isUse: false }), this.sites.find(slug)]);
    if (credential === null || stored === null || !belongsTo(credential, stored.site)) return null;
    const actor = actorOn(credential, stored.site);
    return actor.permissions.has(permission) ? actor : null;
  }
}
