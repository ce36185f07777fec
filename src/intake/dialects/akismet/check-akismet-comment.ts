import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DialectCall } from '../../../access/connections/dialect-call';
import { Problem } from '../../../domain/errors';
import type { CommentStatus } from '../../../domain/statuses';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Plain } from '../../../platform/http/plain';
import { CommentStore } from '../../../store/comment.store';
import { CheckComment } from '../../check-comment';
import type { Sender } from '../../prepare-submission';
import { SubmitComment } from '../../submit-comment';
import type { SubmitCommentDto } from '../../submit-comment.dto';
import { AkismetComment } from './akismet-comment';
import { type AkismetFields, flagOf, listOf, textOf } from './akismet-fields';

/** The tag by which a rule says that no person need ever see what it rejects. */
export const DISCARD_TAG = 'discard';
/** A comment that is sent again within this time is the client's second try, not a second comment. */
const RETRY_MS = 60_000;

const SPAM_AUTHOR = 'viagra-test-123';
const SPAM_EMAIL = 'akismet-guaranteed-spam@example.com';

export interface AkismetVerdict {
  readonly status: CommentStatus;
  readonly guid: string;
  /** No person need ever see it. */
  readonly isDiscarded: boolean;
}

interface Found {
  readonly id: string;
  readonly status: CommentStatus;
  readonly tags: readonly string[];
}

/** A comment that a client of Akismet's asks about: it comes in like any other, is judged, and waits for a moderator where it must. */
@Injectable()
export class CheckAkismetComment {
  constructor(
    private readonly comments: AkismetComment,
    private readonly submit: SubmitComment,
    private readonly preview: CheckComment,
    private readonly work: UnitOfWork,
    private readonly store: CommentStore,
  ) {}

  /** Test values, administrators, tests and texts that are not there are answered and leave nothing behind. */
  async execute(fields: AkismetFields, sender: Sender, call: DialectCall): Promise<AkismetVerdict> {
    const fixed = reserved(fields, call);
    if (fixed) return verdict({ id: randomUUID(), status: fixed, tags: [] });
    const dto = this.comments.read(fields, sender.site, call);
    if (dto === null) {
      call.note('There was no comment_content, so there was nothing to judge.');
      return verdict({ id: randomUUID(), status: 'published', tags: [] });
    }
    if (flagOf(fields, 'is_test')) return verdict(await this.tryOut(dto, sender));
    return verdict((textOf(fields, 'recheck_reason', 100) === null ? null : await this.earlier(dto, sender)) ?? (await this.takeIn(dto, sender)));
  }

  private async tryOut(dto: Plain<SubmitCommentDto>, sender: Sender): Promise<Found> {
    const { status } = await this.preview.execute(dto, sender);
    return { id: randomUUID(), status: status as CommentStatus, tags: [] };
  }

  /** What has become of a comment that was asked about before; null when it is not there. */
  private async earlier({ externalId = '' }: Plain<SubmitCommentDto>, { site }: Sender): Promise<Found | null> {
    const [known] = await this.store.findExternal(this.work.reads, site.id, [externalId]);
    const row = known && (await this.store.find(this.work.reads, site.id, known.id));
    return row ? { id: row.id, status: row.status, tags: row.verdict.tags } : null;
  }

  /** The same comment within a minute is a second try; later it is another comment that says the same. */
  private async takeIn(dto: Plain<SubmitCommentDto>, sender: Sender): Promise<Found> {
    const first = await this.once(dto, sender);
    if (first !== null) return first;
    const again = { ...dto, externalId: `${dto.externalId ?? ''}:${Math.floor(Date.now() / RETRY_MS).toString(36)}` };
    return (await this.once(again, sender, true)) ?? (await this.once({ ...dto, externalId: `akismet:${randomUUID()}` }, sender, true)) ?? unreachable();
  }

  /** Null when that external id stands for an older comment, or one with other particulars. */
  private async once(dto: Plain<SubmitCommentDto>, sender: Sender, isLater = false): Promise<Found | null> {
    try {
      const { status, comment, tags } = await this.submit.execute(dto, sender);
      const isOlder = status === 200 && !isLater && Date.now() - Date.parse(comment.createdAt) > RETRY_MS;
      return isOlder ? null : { id: comment.id, status: comment.status, tags };
    } catch (error) {
      if (error instanceof Problem && error.code === 'external_id_taken') return null;
      throw error;
    }
  }
}

function unreachable(): never {
  throw new Error('A comment with an external id of its own was not taken in');
}

/** What the protocol promises to say about certain values, whatever the rules. */
function reserved(fields: AkismetFields, call: DialectCall): 'rejected' | 'published' | null {
  const isSpam = textOf(fields, 'comment_author', 200) === SPAM_AUTHOR || textOf(fields, 'comment_author_email', 320)?.toLowerCase() === SPAM_EMAIL;
  if (isSpam) {
    call.note("One of the protocol's test values, which are always spam: nothing was stored.");
    return 'rejected';
  }
  if (!listOf(fields, 'user_role', { most: 20, longest: 50 }).includes('administrator')) return null;
  call.note('An administrator of the blog wrote it, which is never spam: nothing was stored.');
  return 'published';
}

function verdict({ id, status, tags }: Found): AkismetVerdict {
  return { guid: id, status, isDiscarded: status === 'rejected' && tags.includes(DISCARD_TAG) };
}

