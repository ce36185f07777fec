import { LONGEST_BODY, LONGEST_SITE_ID } from '../submit-comment.dto';
import { attemptRow, type LineThing } from './json-lines';
import { valuesAt } from './json-values';
import { bodyOf, cut, Members, pastMoment } from './members';
import { decidedStatus } from './weir-lines';
import { FileError, type Pieces, type ReadAuthor, type ReadFile, type ReadWith, RowError } from './past-comment';

/** Commenters are kept in memory while comments are read. */
const MOST_COMMENTERS = 200_000;

/** Commento's export: comments, and behind them who wrote them, so that the file is read twice. */
export const readCommento: ReadFile = async function* (pieces, how) {
  const commenters = await commentersOf(pieces(), how);
  for await (const { value, bytesRead } of valuesAt(pieces(), '$.comments.*')) {
    const { thing, subject = null, notes = [] } = attemptRow(() => remark(value, commenters, how));
    yield { thing, subject, notes, line: null, bytesRead };
  }
};

async function commentersOf(pieces: Pieces, how: ReadWith): Promise<ReadonlyMap<string, ReadAuthor>> {
  const commenters = new Map<string, ReadAuthor>();
  for await (const { value } of valuesAt(pieces, '$.commenters.*')) {
    attemptRow(() => {
      const line = Members.of(value, 'commenter');
      const hex = line.required('commenterHex', 150);
      commenters.set(hex, {
        id: `${how.source}:${hex}`,
        name: cut(line.text('name', 10_000), 200, { name: 'name', notes: [] }),
        kind: line.flag('isModerator') ? 'staff' : 'registered',
        roles: [],
        email: line.text('email', 320),
        emailDomain: null,
        registeredAt: line.instant('joinDate'),
      });
      return { thing: { kind: 'skipped' } };
    });
    if (commenters.size > MOST_COMMENTERS) throw new FileError(`The file has more than ${String(MOST_COMMENTERS)} commenters.`);
  }
  return commenters;
}

const ANONYMOUS: ReadAuthor = { id: null, name: null, kind: 'anonymous', roles: [], email: null, emailDomain: null, registeredAt: null };

function remark(value: unknown, commenters: ReadonlyMap<string, ReadAuthor>, { source, now }: ReadWith): LineThing {
  const line = Members.of(value, 'comment');
  const subject = line.required('commentHex', 150);
  try {
    const text = line.text('markdown', LONGEST_BODY) ?? line.text('html', LONGEST_BODY);
    const isDeleted = line.flag('deleted');
    if (isDeleted && (text === null || text === '[deleted]')) return { thing: { kind: 'skipped' }, subject };
    if (text === null || text.trim() === '') throw new RowError('markdown is missing.');
    const createdAt = pastMoment(line.instant('creationDate'), 'creationDate', now);
    const parent = line.text('parentHex', 150);
    const url = line.required('url', LONGEST_SITE_ID);
    const state = line.oneOf('state', ['approved', 'unapproved', 'flagged']) ?? 'approved';
    const action = isDeleted ? 'reject' : state === 'approved' ? 'approve' : null;
    const status = action === null ? ('held' as const) : decidedStatus(action);
    const comment = {
      id: null,
      externalId: `${source}:${subject}`,
      article: { id: url, title: null, url: null, section: null, tags: [], lang: null, publishedAt: null, commentsMode: 'open' as const, closesAt: null },
      author: commenters.get(line.text('commenterHex', 150) ?? '') ?? ANONYMOUS,
      parent: parent === null || parent === 'root' ? null : { externalId: `${source}:${parent}` },
      status,
      version: 1,
      createdAt,
      statusChangedAt: createdAt,
      revisions: [{ title: null, body: bodyOf(text, LONGEST_BODY), format: line.has('markdown') ? ('markdown' as const) : ('html' as const), createdAt }],
      decisions: action === null ? [] : [{ action, reasonCode: null, note: null, revision: 1, statusBefore: 'held' as const, statusAfter: status, createdAt, isReversed: false } as const],
      ip: null,
      metadata: null,
    };
    return { thing: { kind: 'comment', comment }, subject };
  } catch (error) {
    throw error instanceof RowError ? new RowError(error.message, subject) : error;
  }
}
