import { Injectable } from '@nestjs/common';
import type { DialectCall } from '../../../access/connections/dialect-call';
import { Problem } from '../../../domain/errors';
import type { CommentId } from '../../../domain/ids';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { isUuid } from '../../../platform/http/pages';
import { type CommentRow, CommentStore } from '../../../store/comment.store';
import { AppealComment } from '../../appeal-comment';
import type { Sender } from '../../prepare-submission';
import { ReportComment } from '../../report-comment';
import { LONGEST_BODY } from '../../submit-comment.dto';
import { AkismetComment } from './akismet-comment';
import { type AkismetFields, flagOf, textOf } from './akismet-fields';

/**
 * Somebody at the other end says that a comment is spam, or is not. Only people decide here, so it comes to the desk: as a report where the
 * comment stands, as an appeal where it was rejected. What the desk then decides is learned from.
 */
@Injectable()
export class TakeAkismetFeedback {
  constructor(
    private readonly comments: AkismetComment,
    private readonly work: UnitOfWork,
    private readonly store: CommentStore,
    private readonly report: ReportComment,
    private readonly appeal: AppealComment,
  ) {}

  /** What came of it, in a word, for the list of calls. */
  async execute(fields: AkismetFields, isSpam: boolean, sender: Sender, call: DialectCall): Promise<'test' | 'unknown' | 'agrees' | 'reported' | 'appealed'> {
    if (flagOf(fields, 'is_test')) return 'test';
    const comment = await this.find(fields, sender);
    if (comment === null) {
      call.note('Weir knows no such comment: it was not checked here, or was changed since.');
      return 'unknown';
    }
    const agrees = isSpam ? comment.status === 'rejected' : comment.status === 'published';
    if (agrees || comment.status === 'withdrawn') return 'agrees';
    try {
      return await this.take(comment, isSpam, sender);
    } catch (error) {
      // It has changed meanwhile, or was decided for good: there is nothing to add.
      if (error instanceof Problem && (error.code === 'not_possible' || error.code === 'not_found')) return 'agrees';
      throw error;
    }
  }

  private async take({ id, status }: CommentRow, isSpam: boolean, sender: Sender): Promise<'agrees' | 'reported' | 'appealed'> {
    if (isSpam) {
      await this.report.execute(id, { reason: 'spam', note: 'Marked as spam in the software that sent it.' }, sender);
      return 'reported';
    }
    // What is held waits at the desk already.
    if (status === 'held') return 'agrees';
    await this.appeal.execute(id, { message: 'Marked as "not spam" in the software that sent it.' }, sender);
    return 'appealed';
  }

  private async find(fields: AkismetFields, { site }: Sender): Promise<CommentRow | null> {
    const guid = textOf(fields, 'guid', 100);
    const named = isUuid(guid) ? await this.store.find(this.work.reads, site.id, guid.toLowerCase() as CommentId) : null;
    if (named !== null) return named;
    const body = textOf(fields, 'comment_content', LONGEST_BODY);
    if (body === null) return null;
    const [known] = await this.store.findExternal(this.work.reads, site.id, [this.comments.identity(fields, site, body)]);
    return known ? this.store.find(this.work.reads, site.id, known.id) : null;
  }
}
