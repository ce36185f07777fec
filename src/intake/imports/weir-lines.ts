import { isIP } from 'node:net';
import type { CommentId } from '../../domain/ids';
import { AUTHOR_KINDS, COMMENT_STATUSES, COMMENTS_MODES, type CommentStatus, DECISION_ACTIONS, TEXT_FORMATS } from '../../domain/statuses';
import { isUuid } from '../../platform/http/pages';
import { LONGEST_BODY, LONGEST_SITE_ID } from '../submit-comment.dto';
import { jsonRows, type LineThing } from './json-lines';
import { Members, pastMoment } from './members';
import { FileError, type ParentKey, type PastArticle, type ReadAuthor, type ReadComment, type ReadDecision, type ReadFile, type ReadRevision, type ReadWith, RowError } from './past-comment';

/** The version of our own lines that this release writes, and the latest it reads. */
export const LINES_VERSION = 1;

const MOST_REVISIONS = 1_000;
const LONGEST_METADATA = 4_096;

/** Our own lines: an export of this service, or written by hand for a system that has no importer. */
export const readWeirLines: ReadFile = async function* (pieces, how) {
  const seen = { isExport: false, isWhole: false };
  yield* jsonRows(pieces(), how.done, (value) => {
    const line = Members.of(value);
    switch (line.oneOf('type', ['comment', 'article', 'author', 'export', 'end'])) {
      case null:
      case 'comment':
        return commentLine(line, how);
      case 'article':
        return { thing: { kind: 'article', article: articleOf(line) }, subject: line.text('id', LONGEST_SITE_ID) };
      case 'author':
        return authorLine(line);
      case 'export':
        if ((line.whole('version', 1, 1_000_000) ?? 1) > LINES_VERSION) throw new FileError('The file was written by a later release of the service.');
        seen.isExport = true;
        return { thing: { kind: 'skipped' } };
      case 'end':
        seen.isWhole = true;
        return { thing: { kind: 'skipped' } };
    }
  });
  if (seen.isExport && !seen.isWhole) throw new FileError('The export was cut off: its last line, {"type":"end"}, is missing. What stood before was imported.');
};

function commentLine(line: Members, how: ReadWith): LineThing {
  const subject = line.text('id', 36) ?? line.text('externalId', LONGEST_SITE_ID);
  try {
    return { thing: { kind: 'comment', comment: commentOf(line, how) }, subject };
  } catch (error) {
    throw error instanceof RowError ? new RowError(error.message, subject) : error;
  }
}

function authorLine(line: Members): LineThing {
  const author = authorOf(line);
  if (author.id === null) throw line.wrong('id', 'is missing');
  return { thing: { kind: 'author', author: { ...author, id: author.id } }, subject: author.id };
}

function commentOf(line: Members, how: ReadWith): ReadComment {
  const id = idOf(line, 'id');
  const externalId = line.text('externalId', LONGEST_SITE_ID);
  if (id === null && externalId === null) throw line.wrong('externalId', 'is missing: without it, or an `id`, the comment could not be told from others');
  const article = line.inner('article');
  if (article === null) throw line.wrong('article', 'is missing');
  const author = line.inner('author');
  const createdAt = pastMoment(line.instant('createdAt'), 'createdAt', how.now);
  const revisions = line.has('revisions') ? revisionsOf(line, how.now) : [revisionOf(line, createdAt)];
  if (revisions.length === 0) throw line.wrong('revisions', 'must not be empty');
  const decisions = decisionsOf(line, { revisions: revisions.length, createdAt, now: how.now });
  return {
    id,
    externalId,
    article: articleOf(article),
    author: author === null ? null : authorOf(author),
    parent: parentOf(line),
    status: line.oneOf('status', COMMENT_STATUSES) ?? decisions.findLast(({ isReversed }) => !isReversed)?.statusAfter ?? 'published',
    version: line.whole('version', 1, 1_000_000_000) ?? 1,
    createdAt,
    statusChangedAt: line.has('statusChangedAt') ? pastMoment(line.instant('statusChangedAt'), 'statusChangedAt', how.now) : createdAt,
    revisions,
    decisions,
    ip: addressOf(line),
    metadata: metadataOf(line),
  };
}

function idOf(line: Members, name: string): CommentId | null {
  const id = line.text(name, 36);
  if (id !== null && !isUuid(id)) throw line.wrong(name, 'must be a UUID');
  return id === null ? null : (id.toLowerCase() as CommentId);
}

function parentOf(line: Members): ParentKey | null {
  const id = idOf(line, 'parentId');
  if (id !== null) return { id };
  const externalId = line.text('parentExternalId', LONGEST_SITE_ID);
  return externalId === null ? null : { externalId };
}

export function articleOf(line: Members): PastArticle {
  return {
    id: line.required('id', LONGEST_SITE_ID),
    title: line.text('title', 500),
    url: line.text('url', 2_000),
    section: line.text('section', 100),
    tags: line.texts('tags', { most: 50, longest: 100 }),
    lang: line.text('lang', 35),
    publishedAt: line.instant('publishedAt'),
    commentsMode: line.oneOf('commentsMode', COMMENTS_MODES) ?? 'open',
    closesAt: line.instant('closesAt'),
  };
}

function authorOf(line: Members): ReadAuthor {
  const id = line.text('id', LONGEST_SITE_ID);
  const kind = line.oneOf('kind', AUTHOR_KINDS) ?? (id === null ? 'anonymous' : 'registered');
  if (kind !== 'anonymous' && id === null) throw line.wrong('id', `must be given for an author who is ${kind}`);
  return {
    id,
    name: line.text('name', 200),
    kind,
    roles: line.texts('roles', { most: 20, longest: 50 }),
    email: line.text('email', 320),
    emailDomain: line.text('emailDomain', 320),
    registeredAt: line.instant('registeredAt'),
  };
}

function revisionsOf(line: Members, now: Date): ReadRevision[] {
  return line.each('revisions', MOST_REVISIONS).map((each) => revisionOf(each, pastMoment(each.instant('createdAt'), 'revisions.createdAt', now)));
}

function revisionOf(line: Members, createdAt: Date): ReadRevision {
  const body = line.required('body', LONGEST_BODY);
  if (body.trim() === '') throw line.wrong('body', 'must contain more than white space');
  return { title: line.text('title', 500), body, format: line.oneOf('format', TEXT_FORMATS) ?? 'text', createdAt };
}

/** `decisions` as an export writes them, or `decision: "approve"` of somebody who knows no more. */
function decisionsOf(line: Members, { revisions, createdAt, now }: { readonly revisions: number; readonly createdAt: Date; readonly now: Date }): ReadDecision[] {
  const short = line.oneOf('decision', DECISION_ACTIONS);
  if (short !== null) return [{ action: short, reasonCode: line.text('reasonCode', 100), note: null, revision: revisions, statusBefore: 'held', statusAfter: decidedStatus(short), createdAt, isReversed: false }];
  return line.each('decisions', MOST_REVISIONS).map((each) => {
    const action = each.oneOf('action', DECISION_ACTIONS);
    if (action === null) throw each.wrong('action', 'is missing');
    return {
      action,
      reasonCode: each.text('reasonCode', 100),
      note: each.text('note', 10_000),
      revision: each.whole('revision', 1, revisions) ?? revisions,
      statusBefore: each.oneOf('statusBefore', COMMENT_STATUSES) ?? 'held',
      statusAfter: each.oneOf('statusAfter', COMMENT_STATUSES) ?? decidedStatus(action),
      createdAt: pastMoment(each.instant('createdAt'), 'decisions.createdAt', now),
      isReversed: each.flag('reversed'),
    };
  });
}

export function decidedStatus(action: ReadDecision['action']): CommentStatus {
  return action === 'approve' ? 'published' : 'rejected';
}

function addressOf(line: Members): string | null {
  const ip = line.inner('request')?.text('ip', 100) ?? null;
  if (ip !== null && isIP(ip) === 0) throw line.wrong('request.ip', 'must be an IP address');
  return ip;
}

function metadataOf(line: Members): string | null {
  if (!line.has('metadata')) return null;
  Members.of(line.raw('metadata'), 'metadata');
  const text = JSON.stringify(line.raw('metadata'));
  if (Buffer.byteLength(text) > LONGEST_METADATA) throw line.wrong('metadata', `must be at most ${String(LONGEST_METADATA)} bytes as JSON`);
  if (/\\u0000|\\ud[89a-f]/i.test(text)) throw line.wrong('metadata', 'must not contain NUL characters or lone surrogates');
  return text === '{}' ? null : text;
}
