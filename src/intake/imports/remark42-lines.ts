import { jsonRows, type LineThing } from './json-lines';
import { bodyOf, cut, Members, pastMoment } from './members';
import { LONGEST_BODY, LONGEST_SITE_ID } from '../submit-comment.dto';
import { FileError, type ReadFile, type ReadWith, RowError } from './past-comment';

/** What this reads: backup files of remark42 (backend/app/migrator/native.go), a header and a comment on each line. */
const VERSION = 1;

/** Remark42's backups. Its articles are known by their address, its users by their id there. */
export const readRemark42: ReadFile = async function* (pieces, how) {
  const closed = new Set<string>();
  yield* jsonRows(pieces(), how.done, (value) => {
    const line = Members.of(value);
    return line.has('version') ? header(line, closed) : remark(line, closed, how);
  });
};

function header(line: Members, closed: Set<string>): LineThing {
  if ((line.whole('version', 0, 1_000_000) ?? 0) > VERSION) throw new FileError('This version of a Remark42 backup is not known.');
  for (const post of line.each('posts', 1_000_000)) if (post.flag('read_only')) closed.add(post.text('url', 2_000) ?? '');
  return { thing: { kind: 'skipped' } };
}

function remark(line: Members, closed: ReadonlySet<string>, { source, now }: ReadWith): LineThing {
  const subject = line.required('id', LONGEST_SITE_ID);
  const notes: string[] = [];
  const url = line.inner('locator')?.required('url', LONGEST_SITE_ID) ?? null;
  if (url === null) throw new RowError('locator is missing.', subject);
  const original = line.text('orig', LONGEST_BODY);
  const text = original ?? line.text('text', LONGEST_BODY);
  // A deleted comment keeps its place and loses its text: there is nothing left to take over.
  if (text === null || text.trim() === '') return { thing: line.flag('delete') ? { kind: 'skipped' } : { kind: 'bad', why: 'text is missing.' }, subject };
  const createdAt = pastMoment(line.instant('time'), 'time', now);
  const user = line.inner('user');
  const parent = line.text('pid', LONGEST_SITE_ID);
  const userId = user?.text('id', 150) ?? null;
  const comment = {
    id: null,
    externalId: `${source}:${subject}`,
    article: { id: url, title: cut(line.text('title', 10_000), 500, { name: 'title', notes }), url: isWeb(url) ? url : null, section: null, tags: [], lang: null, publishedAt: null, commentsMode: closed.has(url) ? ('closed' as const) : ('open' as const), closesAt: null },
    author: user && {
      id: userId === null ? null : `${source}:${userId}`,
      name: cut(user.text('name', 10_000), 200, { name: 'user.name', notes }),
      kind: userId === null || userId.startsWith('anonymous_') ? ('anonymous' as const) : user.flag('admin') ? ('staff' as const) : ('registered' as const),
      roles: [],
      email: null,
      emailDomain: null,
      registeredAt: null,
    },
    parent: parent === null ? null : { externalId: `${source}:${parent}` },
    status: line.flag('delete') ? ('rejected' as const) : ('published' as const),
    version: 1,
    createdAt,
    statusChangedAt: createdAt,
    revisions: [{ title: null, body: bodyOf(text, LONGEST_BODY), format: original === null ? ('html' as const) : ('markdown' as const), createdAt }],
    decisions: [],
    ip: null,
    metadata: null,
  };
  return { thing: { kind: 'comment', comment }, subject, notes };
}

export function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
