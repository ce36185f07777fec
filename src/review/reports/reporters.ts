import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { AuthorId, SiteId } from '../../domain/ids';
import type { Queryable } from '../../platform/database/statement';
import { AuthorStore } from '../../store/author.store';
import { ReporterStore } from '../../store/reporter.store';
import type { KnownReporter } from './report.view';

/** The name under which a reader with an account reports. */
export const reporterOf = (id: AuthorId): string => `author:${id}`;

/** A reader who has reported, as the desk sees them. */
@Injectable()
export class Reporters {
  constructor(
    private readonly reporters: ReporterStore,
    private readonly authors: AuthorStore,
  ) {}

  /** `not_found` for somebody who never reported anything on this site. */
  async find(on: Queryable, siteId: SiteId, id: AuthorId): Promise<KnownReporter> {
    const reporter = reporterOf(id);
    const { reports, last_at: lastAt } = await this.reporters.count(on, siteId, reporter);
    if (reports === 0) throw problem('not_found');
    const author = (await this.authors.find(on, siteId, [id])).get(id);
    return { id, name: author?.name ?? null, reports, lastAt, record: await this.reporters.record(on, siteId, reporter), mute: await this.reporters.muteOf(on, siteId, reporter) };
  }
}
