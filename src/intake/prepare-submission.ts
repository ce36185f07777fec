import { Injectable } from '@nestjs/common';
import { type Actor, actorKey, type Site } from '../domain/actor';
import { type FieldProblem, invalidField, problem } from '../domain/errors';
import type { ArticleId, AuthorId, CommentId, EvaluationId } from '../domain/ids';
import { TOMBSTONE } from '../domain/tombstone';
import { contentFingerprint, textHash } from '../evaluate/fingerprints';
import { NO_EARLIER_ORIGINS, type Origin } from '../evaluate/judged-comment';
import { Secrets } from '../platform/crypto/secrets';
import { isPlainText } from '../platform/http/validators';
import { newId } from '../platform/ids';
import { addressRange } from './address-range';
import { refuseBody } from './refuse-body';
import type { SubmitCommentDto, SubmittedAuthorDto, SubmittedRequestDto } from './submit-comment.dto';
import type { Submission } from './submission';

/** What the HTTP request adds to its body. */
export interface Sender {
  readonly site: Site;
  readonly actor: Actor;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  /** The connection's address: a reader's own, not worth anything when a news site's server sends. */
  readonly ip: string;
  readonly userAgent: string | null;
  /** That the caller wants to read, best first. */
  readonly languages?: readonly string[];
  /** A dialect's client: it cannot be told that a text is too long for the site or that an article is closed, so both are judged. */
  readonly isForeign?: boolean;
}

/** Nothing will ever ask whether this content came before. */
const NO_FINGERPRINT = Buffer.alloc(0);
const LARGEST_METADATA = 4_096;
const DEEPEST_METADATA = 20;

/** Checks what class-validator cannot, takes the author of a reader from the token, and hashes what must not be kept. */
@Injectable()
export class PrepareSubmission {
  constructor(private readonly secrets: Secrets) {}

  execute(dto: SubmitCommentDto, sender: Sender): Submission {
    const { site, actor } = sender;
    this.refuse(dto, sender);
    const author = actor.kind === 'reader' ? readerAuthor(actor, dto.author) : dto.author;
    const authorId = (actor.kind === 'reader' ? actor.authorId : (author?.id as AuthorId | undefined)) ?? null;
    const authorKind = actor.kind === 'reader' ? actor.authorKind : (author?.kind ?? (authorId === null ? 'anonymous' : 'registered'));
    const format = dto.format ?? 'text';
    const isRepeatable = sender.idempotencyKey !== null || dto.externalId !== undefined;
    const fingerprint = isRepeatable ? contentFingerprint(this.secrets, dto) : NO_FINGERPRINT;
    const id = newId<CommentId>();
    const who = actorKey(actor);
    return {
      site,
      id,
      evaluationId: newId<EvaluationId>(),
      receivedAt: new Date(),
      actor: who,
      requestId: sender.requestId,
      idempotency: sender.idempotencyKey === null ? null : { actor: who, operation: 'comments.submit', key: sender.idempotencyKey, fingerprint, outcomeId: id },
      externalId: dto.externalId ?? null,
      fingerprint,
      article: {
        id: dto.article.id as ArticleId,
        title: dto.article.title ?? null,
        url: dto.article.url ?? null,
        section: dto.article.section ?? null,
        tags: dto.article.tags ?? [],
        lang: dto.article.lang ?? null,
        publishedAt: dateOf(dto.article.publishedAt),
      },
      author: authorId === null ? null : this.authorSeen(site, authorId, { authorKind, author }),
      authorName: author?.name ?? null,
      authorKind,
      // A UUID may be written in capitals; whoever looks for the parent compares texts.
      parentId: (dto.parentId?.toLowerCase() as CommentId | undefined) ?? null,
      title: dto.title ?? null,
      body: dto.body,
      format,
      textHash: textHash(this.secrets, dto.body, format),
      request: this.requestTraits(site, dto.request ?? {}, sender),
      address: addressOf(dto.request ?? {}, sender),
      metadata: dto.metadata ?? null,
      isForeign: sender.isForeign === true,
      mayNudge: actor.kind === 'reader' && site.settings.readers.nudge !== 'off',
    };
  }

  private refuse(dto: SubmitCommentDto, { site, actor, isForeign }: Sender): void {
    refuseBody(dto.body, site, isForeign);
    if (dto.metadata !== undefined) refuseMetadata(dto.metadata);
    if ((actor.kind === 'reader' ? actor.authorId : dto.author?.id)?.startsWith(TOMBSTONE) === true) throw invalidField('/author/id', `Must not begin with ${TOMBSTONE}, which stands for authors who were erased.`);
    if (actor.kind === 'reader') refuseForReaders(dto);
    else if (isGiven(dto.nudgeToken)) throw invalidField('/nudgeToken', 'Only readers are asked to think again.');
    else if (isGiven(dto.author?.kind) && dto.author?.kind !== 'anonymous' && !isGiven(dto.author?.id)) throw invalidField('/author/id', `Must be given for an author who is ${String(dto.author?.kind)}.`);
  }

  private authorSeen(site: Site, id: AuthorId, { authorKind, author }: { authorKind: Submission['authorKind']; author: SubmittedAuthorDto | undefined }): Submission['author'] {
    const email = author?.email?.toLowerCase();
    return {
      id,
      kind: authorKind,
      name: author?.name ?? null,
      roles: author?.roles ?? null,
      emailHash: email === undefined ? null : this.secrets.keyedHash('personal-data', site.id, email),
      emailDomain: email?.slice(email.lastIndexOf('@') + 1) ?? null,
      emailVerified: author?.emailVerified ?? null,
      registeredAt: dateOf(author?.registeredAt),
    };
  }

  private earlierOrigins(site: Site, from: Readonly<Record<keyof Origin, string | null>>): readonly Origin[] {
    const keys = this.secrets.earlierKeys('personal-data').length;
    if (keys === 0) return NO_EARLIER_ORIGINS;
    const hashes = (value: string | null): Buffer[] => (value === null ? [] : this.secrets.earlierHashes('personal-data', site.id, value));
    const [ip, ipRange, device] = [hashes(from.ip), hashes(from.ipRange), hashes(from.device)];
    return Array.from({ length: keys }, (_, at) => ({ ip: ip[at] ?? null, ipRange: ipRange[at] ?? null, device: device[at] ?? null }));
  }

  private requestTraits(site: Site, request: SubmittedRequestDto, sender: Sender): Submission['request'] {
    const reader = sender.actor.kind === 'reader';
    const ip = addressOf(request, sender);
    const userAgent = reader ? sender.userAgent : (request.userAgent ?? null);
    const from = { ip, ipRange: ip === null ? null : addressRange(ip), device: request.deviceId ?? null };
    const hash = (value: string | null): Buffer | null => (value === null ? null : this.secrets.keyedHash('personal-data', site.id, value));
    return {
      ip: hash(from.ip),
      ipRange: hash(from.ipRange),
      device: hash(from.device),
      earlier: this.earlierOrigins(site, from),
      userAgent: userAgent === null || isPlainText(userAgent) ? userAgent : null,
      formTimeMs: request.formTimeMs ?? null,
      honeypot: request.honeypot ?? null,
      channel: request.channel ?? null,
      country: request.country ?? null,
      asn: request.asn ?? null,
    };
  }
}

/** A reader's own, or what the site's server says. */
function addressOf(request: SubmittedRequestDto, { actor, ip }: Sender): string | null {
  return actor.kind === 'reader' ? ip : (request.ip ?? null);
}

/** Who a reader is stands in the token; only somebody without an account may give a name. */
function readerAuthor(actor: Actor & { kind: 'reader' }, author: SubmittedAuthorDto | undefined): SubmittedAuthorDto {
  const name = actor.authorKind === 'anonymous' ? author?.name : (actor.name ?? undefined);
  return name === undefined ? {} : { name };
}

const READER_FIELDS = {
  '': ['article', 'author', 'body', 'format', 'parentId', 'request', 'nudgeToken'],
  article: ['id', 'url', 'title'],
  author: ['name'],
  request: ['formTimeMs', 'honeypot'],
} as const;

/** A reader says what they wrote and where; everything that a rule could trust must come from the site's own server. */
function refuseForReaders(dto: SubmitCommentDto): void {
  const errors: FieldProblem[] = [];
  for (const [part, allowed] of Object.entries(READER_FIELDS)) {
    const given = (part === '' ? dto : dto[part as 'article' | 'author' | 'request']) as Record<string, unknown> | undefined;
    for (const [name, value] of Object.entries(given ?? {})) {
      if (value !== undefined && !(allowed as readonly string[]).includes(name)) errors.push({ pointer: `${part === '' ? '' : `/${part}`}/${name}`, detail: 'A reader may not set this.' });
    }
  }
  if (errors.length > 0) throw problem('invalid', { errors });
}

function refuseMetadata(metadata: Record<string, unknown>): void {
  if (!isStorable(metadata, 0)) throw invalidField('/metadata', `Must not nest deeper than ${String(DEEPEST_METADATA)} levels nor contain NUL characters or lone surrogates.`);
  if (Buffer.byteLength(JSON.stringify(metadata)) > LARGEST_METADATA) throw invalidField('/metadata', `Must be at most ${String(LARGEST_METADATA)} bytes as JSON.`);
}

function isStorable(value: unknown, depth: number): boolean {
  if (depth > DEEPEST_METADATA) return false;
  if (typeof value === 'string') return isPlainText(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, inner]) => isPlainText(name) && isStorable(inner, depth + 1));
}

/** JSON's null is no moment either: taken for a time it would be 1970, and an unknown author one of long standing. */
function dateOf(text: string | null | undefined): Date | null {
  return text ? new Date(text) : null;
}

/** JSON's null says as little as leaving the member out. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
