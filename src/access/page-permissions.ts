import { Injectable } from '@nestjs/common';
import { SiteDirectory } from './guard/site-directory';

const SITE_PATH = /^\/v1\/sites\/([a-z0-9][a-z0-9-]{0,62})\//;
const READABLE_HEADERS = 'etag, location, retry-after, ratelimit, ratelimit-policy, x-request-id';

/** The slug of the site that a path is about. */
export function siteOfPath(url: string): string | null {
  return SITE_PATH.exec(url)?.[1] ?? null;
}

/** Which pages of other origins may read answers (CORS): those that the site of the path allows. */
@Injectable()
export class PagePermissions {
  constructor(private readonly sites: SiteDirectory) {}

  /**
   * The headers that let a page of this origin read the answer; null where it may not. Never with credentials: a page of another
   * origin brings a token of its own, and a cookie does not count there.
   */
  async headersFor(slug: string, origin: string): Promise<Readonly<Record<string, string>> | null> {
    const stored = await this.sites.find(slug).catch(() => null);
    if (!stored?.site.settings.allowedOrigins.includes(origin)) return null;
    return { 'access-control-allow-origin': origin, 'access-control-expose-headers': READABLE_HEADERS };
  }
}
