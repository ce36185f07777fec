import { Injectable } from '@nestjs/common';
import type { RetentionSettings, Site } from '../domain/actor';
import { ForgetLessons } from '../evaluate/forget-lessons';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { InvitationStore } from '../store/invitation.store';
import { type Expired, type Portion, RetentionStore } from '../store/retention.store';
import { EraseComments } from './erase-comments';

/** Rows looked at per transaction; most have nothing to give up. */
const ROWS_AT_ONCE = 1_000;
const FACTS_AT_ONCE = 200;
const TEXTS_AT_ONCE = 50;
const DAY_MS = 86_400_000;

export interface ExpireOptions {
  /** Rows per transaction, instead of what each kind can bear. */
  readonly limit?: number;
  /** Asked before each transaction: no more when it says so. */
  readonly isOver?: () => boolean;
}

/** Lets go what a site does not want to keep any longer, kind by kind in small transactions. What stays is as old as the site allows, to the millisecond. */
@Injectable()
export class ExpireData {
  constructor(
    private readonly work: UnitOfWork,
    private readonly retention: RetentionStore,
    private readonly invitations: InvitationStore,
    private readonly lessons: ForgetLessons,
    private readonly comments: EraseComments,
  ) {}

  /** True when nothing is left that is due, false when it was told to stop before. */
  async execute(site: Site, now: Date, { limit, isOver = () => false }: ExpireOptions = {}): Promise<boolean> {
    for (const { days, usual, expire } of this.kinds(site, now)) {
      if (days === null) continue;
      const portion: Portion = { before: new Date(now.getTime() - days * DAY_MS), limit: limit ?? usual };
      for (let isLast = false; !isLast; ) {
        if (isOver()) return false;
        ({ isLast } = await this.work.run((tx) => expire(tx, portion)));
      }
    }
    return true;
  }

  private kinds(site: Site, now: Date): { readonly days: RetentionSettings[keyof RetentionSettings]; readonly usual: number; readonly expire: (tx: Tx, portion: Portion) => Promise<Expired> }[] {
    const { retention } = site.settings;
    return [
      ...this.retention.kinds.map((kind) => ({ days: retention[kind.kept], usual: ROWS_AT_ONCE, expire: (tx: Tx, portion: Portion) => this.retention.expire(tx, site.id, kind, portion) })),
      { days: retention.facts, usual: FACTS_AT_ONCE, expire: (tx, portion) => this.retention.expireFacts(tx, site.id, portion) },
      { days: 0, usual: ROWS_AT_ONCE, expire: async (tx) => ({ isLast: true, changed: await this.invitations.removeExpired(tx, site.id, now) }) },
      { days: retention.rejectedTexts, usual: TEXTS_AT_ONCE, expire: (tx, portion) => this.texts(tx, site, portion, now) },
    ];
  }

  private async texts(tx: Tx, site: Site, { before, limit }: Portion, now: Date): Promise<Expired> {
    await this.lessons.hold(tx, site.id);
    const ids = await this.retention.dueTexts(tx, site.id, before, limit);
    if (ids.length === 0) return { isLast: true, changed: 0 };
    const { comments } = await this.comments.execute(tx, site.id, ids, { author: null, tombstone: null, now, siteSlug: site.slug, actor: 'system', requestId: null });
    return { isLast: false, changed: comments };
  }
}
