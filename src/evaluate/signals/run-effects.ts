import { Injectable } from '@nestjs/common';
import type { NewEvent, NewMessage } from '../../domain/events';
import type { SiteId } from '../../domain/ids';
import type { EffectDocument } from '../../engine/language/document';
import { durationSeconds } from '../../engine/language/duration';
import { linkedDomains } from '../../engine/match/linked-domains';
import type { Tx } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import type { EventRow } from '../../store/event-log.store';
import { EventStore } from '../../store/event.store';
import { type LabelledEntity, LabelStore, type NewLabel } from '../../store/label.store';
import { OutboxStore } from '../../store/outbox.store';
import { type EffectedComment, type RuleEffect, RuleEffectStore } from '../../store/rule-effect.store';

/** What one rule that fired on one comment does beside the verdict. */
interface Due extends RuleEffect {
  readonly comment: EffectedComment;
  readonly effect: EffectDocument;
  readonly reason: string;
}

/**
 * Does what rules ask for beside their verdict, after the comment was committed: puts labels on, tells the site, closes the article.
 * Once for each comment, rule and version of the rules, however often the comment is judged (rules.md E6.8).
 */
@Injectable()
export class RunEffects {
  constructor(
    private readonly effects: RuleEffectStore,
    private readonly labels: LabelStore,
    private readonly events: EventStore,
    private readonly outbox: OutboxStore,
  ) {}

  /** What the verdicts of these lines ask for: on comments as they stand now, on reports as they were. */
  async execute(tx: Tx, siteId: SiteId, events: readonly EventRow[], now: Date): Promise<void> {
    const asking = events.filter(({ payload }) => payload['effects'] === true);
    const beside = asking.flatMap(({ payload: { evaluationId: id }, created_at: judgedAt }) => (typeof id === 'string' ? [{ id, judgedAt }] : []));
    const commentIds = asking.flatMap(({ comment_id: id, payload }) => (id === null || payload['evaluationId'] !== undefined ? [] : [id]));
    const due = await this.due(tx, siteId, [...(await this.effects.judged(tx, siteId, [...new Set(commentIds)])), ...(await this.effects.judgedBeside(tx, siteId, beside))]);
    const mine = await this.effects.once(tx, siteId, due, now);
    const names = new Set(mine.map(nameOf));
    const fresh = due.filter((each) => names.has(nameOf(each)));
    const labelled = await this.label(tx, siteId, fresh, now);
    const closed = await this.close(tx, siteId, fresh, now);
    await this.events.append(tx, siteId, [...labelled, ...closed]);
    const slug = fresh.length === 0 ? '' : await this.effects.slugOf(tx, siteId);
    await this.outbox.add(tx, siteId, fresh.filter(({ effect }) => (effect.notify ?? []).length > 0).map((each) => alert(slug, each, now)));
  }

  /** The contributing rules: active, and neither stopped nor allowed away. What they ask for stands in the version that judged. */
  private async due(tx: Tx, siteId: SiteId, comments: readonly EffectedComment[]): Promise<Due[]> {
    const due: Due[] = [];
    for (const version of new Set(comments.map((comment) => comment.rule_set_version))) {
      const judged = comments.filter((comment) => comment.rule_set_version === version);
      const fired = judged.flatMap((comment) => comment.verdict.hits.filter(({ mode, suppressedBy }) => mode === 'active' && suppressedBy === undefined).map((hit) => ({ comment, hit })));
      const rules = await this.effects.effectsOf(tx, siteId, version, [...new Set(fired.map(({ hit }) => hit.rule))]);
      for (const { comment, hit } of fired) {
        const effect = rules.get(hit.rule);
        if (effect && doesSomething(effect)) due.push({ commentId: comment.comment_id, rule: hit.rule, version, comment, effect, reason: hit.reason });
      }
    }
    return due;
  }

  private async label(tx: Tx, siteId: SiteId, due: readonly Due[], now: Date): Promise<NewEvent[]> {
    const labels = new Map<string, NewLabel>();
    for (const each of due) for (const label of labelsOf(each, now)) {
      const key = `${label.entity} ${label.subject} ${label.name}`;
      const other = labels.get(key);
      if (!other || endOf(label) > endOf(other)) labels.set(key, label);
    }
    const added = await this.labels.add(tx, siteId, [...labels.values()]);
    return added.map(({ id, entity, subject, name, added_by: addedBy, comment_id: commentId, expires_at: expiresAt }) =>
      line('label.added', commentId, { labelId: id, entity, ...(isSecret(entity) ? {} : { subject }), label: name, addedBy, expiresAt: expiresAt?.toISOString() ?? null }, now));
  }

  private async close(tx: Tx, siteId: SiteId, due: readonly Due[], now: Date): Promise<NewEvent[]> {
    const lines: NewEvent[] = [];
    const closing = due.filter(({ effect }) => effect.close_article === true).sort((a, b) => (a.comment.article_id < b.comment.article_id ? -1 : 1));
    for (const { comment, rule } of closing) {
      const version = await this.effects.closeArticle(tx, siteId, comment.article_id, now);
      if (version !== null) lines.push(line('article.changed', comment.comment_id, { articleId: comment.article_id, version, changed: ['commentsMode'], commentsMode: 'closed', because: `rule:${rule}` }, now));
    }
    return lines;
  }
}

function doesSomething({ label = [], notify = [], close_article: closes }: EffectDocument): boolean {
  return label.length > 0 || notify.length > 0 || closes === true;
}

function labelsOf({ comment, rule, effect }: Due, now: Date): NewLabel[] {
  return (effect.label ?? []).flatMap(({ entity, add: name, ttl }) => {
    const seconds = ttl === undefined ? undefined : durationSeconds(ttl);
    const expiresAt = seconds === undefined ? null : new Date(now.getTime() + seconds * 1_000);
    return subjectsOf(entity, comment).map((subject) => ({ id: newId(), entity, subject, name, note: null, addedBy: `rule:${rule}`, commentId: comment.comment_id, createdAt: now, expiresAt }));
  });
}

/** What of that kind the comment has: an anonymous comment has no author, one with three links three domains. */
function subjectsOf(entity: LabelledEntity, comment: EffectedComment): readonly string[] {
  switch (entity) {
    case 'author':
      return comment.author_id === null ? [] : [comment.author_id];
    case 'ip':
      return comment.ip_hash === null ? [] : [comment.ip_hash.toString('base64url')];
    case 'device':
      return comment.device_hash === null ? [] : [comment.device_hash.toString('base64url')];
    case 'article':
      return [comment.article_id];
    case 'domain':
      return linkedDomains(comment.body, comment.format);
  }
}

function isSecret(entity: LabelledEntity): boolean {
  return entity === 'ip' || entity === 'device';
}

function endOf({ expiresAt }: NewLabel): number {
  return expiresAt?.getTime() ?? Infinity;
}

function nameOf({ commentId, rule, version }: RuleEffect): string {
  return `${commentId} ${rule} ${String(version)}`;
}

function line(type: NewEvent['type'], commentId: string | null, payload: NewEvent['payload'], createdAt: Date): NewEvent {
  return { id: newId(), type, actor: 'system', commentId, itemId: null, decisionId: null, payload, requestId: null, createdAt };
}

/** The site hears of it at once: somebody asked to be told. */
function alert(slug: string, { comment, rule, reason, effect }: Due, now: Date): NewMessage {
  const { comment_id: id, external_id: externalId, article_id: articleId, author_id: authorId, parent_id: parentId, status, version } = comment;
  return {
    id: newId(),
    type: 'comment.alerted',
    commentId: id,
    decisionId: null,
    payload: { site: slug, comment: { id, externalId, articleId, authorId, parentId, status, version }, alert: { notify: [...(effect.notify ?? [])], rule, reason } },
    sendAfter: now,
    createdAt: now,
  };
}
