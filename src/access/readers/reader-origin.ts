import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';

/** Which pages may open reader sessions: the site's own, and those that this service serves itself (the demo article). */
@Injectable()
export class ReaderOrigin {
  private readonly own: string;

  constructor(@Inject(CONFIG) { publicUrl }: Config) {
    this.own = new URL(publicUrl).origin;
  }

  /** 403 for another page, and for a caller that names none: browsers always name the page of a POST. */
  demand(request: FastifyRequest, site: Site): void {
    const { origin } = request.headers;
    if (origin !== undefined && (origin === this.own || site.settings.allowedOrigins.includes(origin) || isSameHost(origin, request.headers.host))) return;
    throw problem('origin_not_allowed');
  }
}

/** The page came from this very address, whatever name or port it was reached under. */
function isSameHost(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
