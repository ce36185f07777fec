import { Injectable } from '@nestjs/common';
import { SERVICE_CALL } from '../../access/call';
import { CreateKey } from '../../access/keys/create-key';
import { CreateSite } from '../../access/sites/create-site';
import type { Actor, Site } from '../../domain/actor';
import { Problem } from '../../domain/errors';
import type { CommentId } from '../../domain/ids';
import { PERMISSIONS } from '../../domain/permissions';
import type { Sender } from '../prepare-submission';
import { ReportComment } from '../report-comment';
import { SubmitComment } from '../submit-comment';
import { DEMO_COMMENTS, demoSubmission } from './demo-comments';

export interface Demo {
  readonly slug: string;
  /** The first site key; shown once. */
  readonly secret: string;
}

const SLUG = 'demo';

/** Makes the demo site with a key and a few comments at the very first start: null when it is there already. */
@Injectable()
export class EnsureDemo {
  constructor(
    private readonly sites: CreateSite,
    private readonly keys: CreateKey,
    private readonly submit: SubmitComment,
    private readonly report: ReportComment,
  ) {}

  async execute(): Promise<Demo | null> {
    const site = await this.makeSite();
    if (!site) return null;
    const key = await this.keys.execute(SERVICE_CALL, site, { name: 'First key', scopes: ['comments:write', 'comments:read', 'articles:write', 'reports:write'] });
    await this.addComments(site, { kind: 'site_key', keyId: key.id, permissions: new Set(PERMISSIONS) });
    return { slug: SLUG, secret: key.secret };
  }

  private async makeSite(): Promise<Site | null> {
    try {
      return (await this.sites.execute(SERVICE_CALL, { slug: SLUG, name: 'Demo Herald' })).site;
    } catch (error) {
      if (error instanceof Problem && error.code === 'already_exists') return null;
      throw error;
    }
  }

  private async addComments(site: Site, actor: Actor): Promise<void> {
    const sender: Sender = { site, actor, requestId: 'first-start', idempotencyKey: null, ip: '127.0.0.1', userAgent: null };
    for (const demo of DEMO_COMMENTS) {
      const { comment } = await this.submit.execute(demoSubmission(demo), sender);
      if (demo.reported) await this.report.execute(comment.id as CommentId, { reason: 'other', note: 'Sounds made up. Can somebody check?', reporterId: 'demo-marta' }, sender);
    }
  }
}
