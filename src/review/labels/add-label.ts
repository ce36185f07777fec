import { Injectable } from '@nestjs/common';
import { invalidField } from '../../domain/errors';
import type { CommentId } from '../../domain/ids';
import { futureMoment } from '../../access/future-moment';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import type { Plain } from '../../platform/http/plain';
import { CommentStore } from '../../store/comment.store';
import { EventStore } from '../../store/event.store';
import { LabelStore } from '../../store/label.store';
import type { DeskCall } from '../desk-call';
import { type AddLabelDto, isSecret, labelView, type LabelView } from './label.dto';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** Puts a label on something, or moves the end of the one that is there. Rules see it with the next comment. */
@Injectable()
export class AddLabel {
  constructor(
    private readonly work: UnitOfWork,
    private readonly labels: LabelStore,
    private readonly comments: CommentStore,
    private readonly events: EventStore,
  ) {}

  execute(dto: Plain<AddLabelDto>, call: DeskCall): Promise<Plain<LabelView>> {
    const expiresAt = endOf(dto, call.now);
    return this.work.run(async (tx) => {
      const subject = await this.subjectOf(tx, dto, call);
      const commentId = (dto.commentId as CommentId | undefined) ?? null;
      const [row] = await this.labels.add(tx, call.site.id, [{ id: newId(), entity: dto.entity, subject, name: dto.label, note: dto.note ?? null, addedBy: `person:${call.personId}`, commentId, createdAt: call.now, expiresAt }]);
      if (!row) throw new Error('INSERT … RETURNING gave no row');
      const payload = { labelId: row.id, entity: dto.entity, ...(isSecret(dto.entity) ? {} : { subject }), label: dto.label, expiresAt: row.expires_at?.toISOString() ?? null };
      await this.events.append(tx, call.site.id, [{ id: newId(), type: 'label.added', actor: `person:${call.personId}`, commentId, itemId: null, decisionId: null, payload, requestId: call.requestId, createdAt: call.now }]);
      return labelView(row);
    });
  }

  /** Named, or found behind a comment: an address is never written down by anybody. */
  private async subjectOf(tx: Tx, { entity, subject, commentId }: Plain<AddLabelDto>, { site }: DeskCall): Promise<string> {
    if (subject !== undefined && commentId === undefined) {
      if (isSecret(entity)) throw invalidField('/commentId', 'Say which comment came from there: addresses and devices are kept as hashes only.');
      return entity === 'domain' ? subject.toLowerCase() : subject;
    }
    if (commentId === undefined) throw invalidField('/subject', 'Say what to put the label on: subject or commentId.');
    if (subject !== undefined) throw invalidField('/subject', 'Give either subject or commentId.');
    const id = commentId as CommentId;
    const comment = await this.comments.find(tx, site.id, id);
    if (!comment) throw invalidField('/commentId', 'There is no such comment.');
    const traits = await this.comments.traits(tx, site.id, id);
    const found = { author: comment.author_id, article: comment.article_id, ip: traits.ip_hash?.toString('base64url') ?? null, device: traits.device_hash?.toString('base64url') ?? null, domain: null }[entity];
    if (entity === 'domain') throw invalidField('/subject', 'Name the domain: a comment may link to several.');
    if (found === null) throw invalidField('/commentId', `Nothing is known of the ${entity} of this comment.`);
    return found;
  }
}

function endOf({ ttl, expiresAt }: Plain<AddLabelDto>, now: Date): Date | null {
  if (ttl === undefined) return futureMoment(expiresAt, '/expiresAt');
  if (expiresAt !== undefined) throw invalidField('/expiresAt', 'Give either ttl or expiresAt.');
  const end = new Date(now.getTime() + Number(ttl.slice(0, -1)) * (SECONDS[ttl.slice(-1)] ?? 0) * 1_000);
  if (end.getUTCFullYear() > 9_999) throw invalidField('/ttl', 'Must end before the year 10000; leave it out for a label without an end.');
  return end;
}
