import { Injectable } from '@nestjs/common';
import { addressGroup, RateLimits } from '../access/rate-limits';
import type { Site } from '../domain/actor';
import { invalidField, problem } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { ArticleStore } from '../store/article.store';
import type { CommentRow } from '../store/comment.store';
import type { CommentView } from './comment.view';
import { type Edit, EditComment } from './edit-comment';
import { editSecondsLeft, isTooLate } from './edit-window';
import type { Sender } from './prepare-submission';
import { isClosed } from './surroundings';
import { VisibleComment } from './visible-comment';

/** An edit moves no counter that rules look at, so that it must not become a way to ask the rules as often as one likes. */
const BY_AUTHOR = { name: 'reader-edit', quota: 20, seconds: 3_600 };
/** Enough for a school or an office behind one address. */
const BY_ADDRESS = { name: 'reader-edit-address', quota: 120, seconds: 3_600 };

/** A reader changes their own comment, in the minutes that the site gives them; then it is judged as any edit. */
@Injectable()
export class EditOwnComment {
  constructor(
    private readonly work: UnitOfWork,
    private readonly visible: VisibleComment,
    private readonly articles: ArticleStore,
    private readonly limits: RateLimits,
    private readonly edit: EditComment,
  ) {}

  /** 404 for what is not theirs, 409 when it is too late or not theirs to change any more. Nothing slips in after this look: the version would move. */
  async execute(edit: Edit, sender: Sender): Promise<CommentView> {
    const { site, actor, ip } = sender;
    if (edit.dto.title !== undefined) throw invalidField('/title', 'A reader may not set this.');
    const row = await this.visible.find(this.work.reads, site, actor, edit.id);
    await this.refuse(site, row, new Date());
    await this.limits.demand([{ policy: BY_AUTHOR, parts: [site.id, row.author_id ?? ''] }, { policy: BY_ADDRESS, parts: [site.id, addressGroup(ip)] }]);
    return this.edit.execute(edit, sender);
  }

  private async refuse(site: Site, row: CommentRow, now: Date): Promise<void> {
    const { editMinutes } = site.settings.readers;
    if (editMinutes === 0) throw problem('edit_window_over', 'Readers of this site cannot change what they sent.');
    if (isTooLate(site, row, now)) throw problem('edit_window_over', `Readers can change what they sent for ${String(editMinutes)} minutes.`);
    if (editSecondsLeft(site, row, now) === 0) throw problem('not_possible', `A comment that is ${row.status} cannot be changed by its author.`);
    const article = (await this.articles.find(this.work.reads, site.id, [row.article_id])).get(row.article_id);
    if (article && isClosed(article, now)) throw problem('comments_closed');
  }
}
