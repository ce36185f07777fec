import { isIP } from 'node:net';
import { LONGEST_BODY, LONGEST_SITE_ID } from '../submit-comment.dto';
import { attemptRow, type LineThing } from './json-lines';
import { valuesAt } from './json-values';
import { bodyOf, cut, Members, pastMoment } from './members';
import { isWeb } from './remark42-lines';
import { type ReadFile, type ReadWith, RowError } from './past-comment';

const MOST_COMMENTS = 1_000_000;

/** The generic JSON that Isso imports: threads with their comments. Ids of comments are unique within their thread only. */
export const readIsso: ReadFile = async function* (pieces, how) {
  for await (const { value, bytesRead } of valuesAt(pieces(), '$.*')) {
    for (const { thing, subject = null, notes = [] } of threadRows(value, how)) yield { thing, subject, notes, line: null, bytesRead };
  }
};

function* threadRows(value: unknown, how: ReadWith): Generator<LineThing> {
  let thread: Members | null = null;
  let comments: readonly unknown[] = [];
  const opened = attemptRow(() => {
    thread = Members.of(value, 'thread');
    thread.required('id', LONGEST_SITE_ID);
    comments = thread.list('comments', MOST_COMMENTS);
    return { thing: { kind: 'skipped' } };
  });
  if (opened.thing.kind === 'bad') yield opened;
  else for (const comment of comments) yield attemptRow(() => remark(comment, thread as unknown as Members, how));
}

function remark(value: unknown, thread: Members, { source, now }: ReadWith): LineThing {
  const line = Members.of(value, 'comment');
  const id = line.key('id', 50);
  const page = thread.required('id', LONGEST_SITE_ID);
  const subject = `${page}#${id ?? ''}`;
  const notes: string[] = [];
  if (id === null) throw new RowError('comment.id is missing.', subject);
  const text = line.text('text', LONGEST_BODY);
  if (text === null || text.trim() === '') return { thing: { kind: 'skipped' }, subject };
  const createdAt = pastMoment(databaseTime(line.text('created', 50)), 'created', now);
  const parent = line.key('parent', 50);
  const ip = line.text('remote_addr', 100);
  const title = thread.text('title', 10_000);
  const comment = {
    id: null,
    externalId: `${source}:${subject}`.slice(-LONGEST_SITE_ID),
    article: { id: page, title: cut(title, 500, { name: 'title', notes }), url: isWeb(page) ? page : null, section: null, tags: [], lang: null, publishedAt: null, commentsMode: 'open' as const, closesAt: null },
    author: { id: null, name: cut(line.text('author', 10_000), 200, { name: 'author', notes }), kind: 'anonymous' as const, roles: [], email: line.text('email', 320), emailDomain: null, registeredAt: null },
    parent: parent === null ? null : { externalId: `${source}:${page}#${parent}`.slice(-LONGEST_SITE_ID) },
    status: 'published' as const,
    version: 1,
    createdAt,
    statusChangedAt: createdAt,
    revisions: [{ title: null, body: bodyOf(text, LONGEST_BODY), format: 'markdown' as const, createdAt }],
    decisions: [],
    ip: ip !== null && isIP(ip) !== 0 && ip !== '0.0.0.0' ? ip : null,
    metadata: null,
  };
  return { thing: { kind: 'comment', comment }, subject, notes };
}

/** `2005-02-24 04:03:37`, in UTC: how databases write a time. Null for anything else. */
export function databaseTime(text: string | null): Date | null {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|\+00:00)?$/.exec(text ?? '') ?? [];
  const moment = day === undefined || time === undefined ? null : new Date(`${day}T${time}Z`);
  return moment !== null && Number.isFinite(moment.getTime()) ? moment : null;
}
