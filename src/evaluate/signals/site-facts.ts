import { Injectable } from '@nestjs/common';
import type { ArticleId, CommentId, SiteId } from '../../domain/ids';
import type { FactValue } from '../../engine/facts';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { PublishedStore } from '../../store/published.store';
import { ReportStore, type ReportSum } from '../../store/report.store';
import { SurgeStore, WHOLE_SITE } from '../../store/surge.store';
import type { AskedComment } from './asked';
import type { Gathering } from './gathered';

/** Counting fewer costs less than remembering them. */
const WORTH_REMEMBERING = 500;
const REMEMBERED_MS = 1_000;
const MOST_REMEMBERED = 1_000;

type Into = ReadonlyMap<CommentId, Gathering>;

/** What rules may ask of the site around a comment: reports on it, how many comments its article has, whether comments come far faster than usual. */
@Injectable()
export class SiteFacts {
  private readonly counts = new Map<string, { readonly until: number; readonly count: number }>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportStore,
    private readonly published: PublishedStore,
    private readonly surges: SurgeStore,
  ) {}

  /** Reports on the text as it stands, muted reporters left out. A new comment has none, which costs no query. */
  async findReports(siteId: SiteId, batch: readonly AskedComment[], into: Into): Promise<void> {
    for (const { id, stored } of batch) {
      const { count, weight, reasons } = stored === null ? NO_REPORTS : await this.reports.ofComment(this.work.reads, siteId, id, stored.revision);
      put(into, id, { 'reports.count': count, 'reports.weight': weight / 100, 'reports.reasons': Object.keys(reasons).sort() });
    }
  }

  async findSurge(siteId: SiteId, batch: readonly AskedComment[], into: Into): Promise<void> {
    const isOn = (await this.surges.of(this.work.reads, siteId, [WHOLE_SITE])).length > 0;
    for (const { id } of batch) put(into, id, { 'site.surge': isOn });
  }

  /** Published comments under each article, the one being judged left out. Of a long thread the count may be a second old, so that a busy one is not counted for each comment. */
  async countComments(siteId: SiteId, batch: readonly AskedComment[], into: Into): Promise<void> {
    const counts = new Map<ArticleId, number>();
    for (const articleId of new Set(batch.map((asked) => asked.articleId))) counts.set(articleId, await this.countOf(siteId, articleId));
    for (const { id, articleId, stored } of batch) put(into, id, { 'article.comment_count': Math.max(0, (counts.get(articleId) ?? 0) - (stored?.isPublished === true ? 1 : 0)) });
  }

  private async countOf(siteId: SiteId, articleId: ArticleId): Promise<number> {
    const key = `${siteId} ${articleId}`;
    const known = this.counts.get(key);
    if (known && known.until > Date.now()) return known.count;
    const count = await this.published.count(this.work.reads, siteId, articleId);
    if (this.counts.size >= MOST_REMEMBERED) this.counts.clear();
    if (count >= WORTH_REMEMBERING) this.counts.set(key, { until: Date.now() + REMEMBERED_MS, count });
    else this.counts.delete(key);
    return count;
  }
}

const NO_REPORTS: Pick<ReportSum, 'count' | 'weight' | 'reasons'> = { count: 0, weight: 0, reasons: {} };

function put(into: Into, id: CommentId, fields: Readonly<Record<string, FactValue>>): void {
  const gathering = into.get(id);
  if (gathering) Object.assign(gathering.fields, fields);
}
