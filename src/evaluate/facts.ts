import type { FactValue, Facts } from '../engine/facts';
import type { CommentsMode } from '../domain/statuses';
import type { Brakes } from '../store/rule-brake.store';
import { localTime } from './local-time';
import type { JudgedArticle, JudgedAuthor, JudgedComment } from './judged-comment';

const BASE: Readonly<Record<CommentsMode, Facts['base']>> = { open: 'publish', premoderated: 'hold', closed: 'reject' };

/** The stricter of what the article and the author's standing make of a comment; whose standing it is says so. */
function baseOf({ event, article, author }: JudgedComment): Pick<Facts, 'base' | 'restricted'> {
  // A report asks whether a comment may stay, not whether new ones are taken.
  if (event === 'report') return { base: 'publish' };
  const base = BASE[article.mode];
  const standing = author?.standing;
  if (!standing || standing.kind === 'trust') return { base };
  const strictest = base === 'reject' || standing.kind !== 'premoderate' ? 'reject' : 'hold';
  if (base === strictest && strictest === 'reject') return { base };
  return { base: strictest, restricted: { by: standing.kind, ...(standing.until === null ? {} : { until: standing.until.toISOString() }) } };
}

export interface Counted {
  readonly rates: Facts['rates'];
  readonly sampleBuckets: Facts['sampleBuckets'];
  /** Rules under a brake; see `RuleBrakeStore`. */
  readonly brakes?: Brakes;
  /** The version of the site's learned words, when it has any. */
  readonly vocabulary?: string | undefined;
  /** What could not be computed. */
  readonly failed?: Facts['failed'];
  /** What becomes of the comment is counted under these. */
  readonly outcomes?: readonly OutcomeKey[];
}

/** One counter of outcomes that the comment belongs to: the worker moves it when the outcome is committed. */
export interface OutcomeKey {
  readonly of: 'held' | 'rejected' | 'reported';
  readonly windowSeconds: number;
  /** Keyed hash, base64. */
  readonly key: string;
  /** For a distinct count: what is different, a keyed hash, base64. */
  readonly value?: string;
}

/** Facts with the texts around the comment that a rule may have read: its own text is the revision, the author's name stands in the comment. */
export interface KeptFacts extends Facts {
  readonly context: {
    readonly articleTitle?: string;
    readonly userAgent?: string;
    readonly parent?: { readonly id: string; readonly revision: number };
    readonly outcomes?: readonly OutcomeKey[];
  };
  /** The person was erased, and with them whatever these facts said: there is nothing to judge again. */
  readonly erased?: true;
}

/** Everything the rules may know of a comment besides its text. What is not known is absent; an author without a decision has a record of zeros. */
export function factsOf(comment: JudgedComment, { rates, sampleBuckets, brakes, vocabulary, failed = [], outcomes = [] }: Counted): KeptFacts {
  const { gathered } = comment;
  const models = vocabulary === undefined ? gathered.models : { ...gathered.models, vocabulary };
  return {
    event: comment.event,
    receivedAt: comment.receivedAt.toISOString(),
    ...baseOf(comment),
    ...(comment.decided ? { decided: comment.decided } : {}),
    fields: present({
      'author.kind': comment.authorKind,
      ...(comment.author ? authorFields(comment.author, comment.receivedAt) : {}),
      ...articleFields(comment.article, comment.receivedAt),
      ...threadFields(comment),
      ...requestFields(comment),
      ...localTime(comment.receivedAt, comment.site.settings.timeZone),
      'site.id': comment.site.slug,
      ...gathered.fields,
    }),
    failed: gathered.failed.length === 0 ? failed : [...failed, ...gathered.failed],
    rates,
    ...(isEmpty(gathered.duplicates) ? {} : { duplicates: gathered.duplicates }),
    ...(isEmpty(models) ? {} : { models }),
    sampleBuckets,
    ...(brakes && brakes.braked.length > 0 ? { braked: brakes.braked } : {}),
    ...(brakes && brakes.degraded.length > 0 ? { degraded: brakes.degraded } : {}),
    context: {
      ...(comment.text.articleTitle === undefined ? {} : { articleTitle: comment.text.articleTitle }),
      ...(comment.text.userAgent === undefined ? {} : { userAgent: comment.text.userAgent }),
      ...(comment.parent === null ? {} : { parent: { id: comment.parent.id, revision: comment.parent.revision } }),
      ...(outcomes.length === 0 ? {} : { outcomes }),
    },
  };
}

/** What is left when facts cannot be made: enough to store, and to judge again later. */
export function bareFacts(comment: JudgedComment, { rates, sampleBuckets, failed = [] }: Counted): KeptFacts {
  return { event: comment.event, receivedAt: comment.receivedAt.toISOString(), ...baseOf(comment), fields: {}, failed, rates, sampleBuckets, context: {} };
}

function isEmpty(named: object): boolean {
  for (const _ in named) return false;
  return true;
}

type MaybeFields = Record<string, FactValue | null | undefined>;

function authorFields(author: JudgedAuthor, now: Date): MaybeFields {
  const decided = author.approved + author.rejected;
  return {
    'author.roles': author.standing?.kind === 'trust' ? [...new Set([...author.roles, 'trusted'])] : author.roles,
    'author.standing': author.standing?.kind,
    'author.account_age': secondsSince(author.registeredAt, now),
    'author.approved': author.approved,
    'author.rejected': author.rejected,
    // Beta-smoothed: one approval and one rejection are assumed before the first decision.
    'author.approval_rate': (author.approved + 1) / (decided + 2),
    'author.last_rejected': secondsSince(author.lastRejectedAt, now),
    'author.email_verified': author.emailVerified,
    'author.email_domain': author.emailDomain === null ? null : [author.emailDomain],
    'author.first_comment': author.submittedBefore === 0,
  };
}

function articleFields(article: JudgedArticle, now: Date): MaybeFields {
  return {
    'article.id': article.id,
    'article.section': article.section,
    'article.tags': article.tags,
    'article.age': secondsSince(article.publishedAt, now),
    'article.comments_mode': article.mode,
    'article.comments_closed': article.mode === 'closed',
    'article.lang': article.lang,
  };
}

function threadFields({ parent, author, edit }: JudgedComment): MaybeFields {
  return {
    'thread.depth': parent === null ? 0 : parent.depth + 1,
    'thread.is_reply': parent !== null,
    'thread.reply_to_self': parent !== null && author !== null && parent.authorId === author.id,
    'edit.is_edit': edit !== null,
    'edit.changed_ratio': edit?.changedRatio,
    'edit.since_approved': edit?.sinceApproved,
  };
}

function requestFields({ request }: JudgedComment): MaybeFields {
  return {
    'request.form_time': request.formTimeMs === null ? null : request.formTimeMs / 1_000,
    'request.honeypot': request.honeypot === null ? null : request.honeypot !== '',
    'request.channel': request.channel,
    'request.ip_country': request.country,
    'request.ip_asn': request.asn,
  };
}

function secondsSince(then: Date | null, now: Date): number | null {
  return then === null ? null : Math.max(0, (now.getTime() - then.getTime()) / 1_000);
}

function present(fields: MaybeFields): Record<string, FactValue> {
  const known: Record<string, FactValue> = {};
  for (const name in fields) {
    const value = fields[name];
    if (value !== null && value !== undefined) known[name] = value;
  }
  return known;
}
