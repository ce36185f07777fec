import { isIP } from 'node:net';
import { LONGEST_BODY } from '../submit-comment.dto';
import type { LineThing } from './json-lines';
import { bodyOf, cut, pastMoment } from './members';
import { FileError, type PastArticle, type ReadComment, type ReadFile, type ReadWith, RowError } from './past-comment';
import { isWeb } from './remark42-lines';
import { decidedStatus } from './weir-lines';
import { noteReplaced, type XmlDialect, xmlRows } from './xml-rows';

const INTERNALS = 'http://disqus.com/disqus-internals';
/** Threads stand before their posts and are kept in memory until the end. */
const MOST_THREADS = 500_000;

/** Disqus' export. A thread is known by the site's own identifier if it has one, else by its address. */
export const readDisqus: ReadFile = (pieces, how) => xmlRows(pieces(), new Disqus(how));

class Disqus implements XmlDialect {
  private isExport = false;
  private readonly path: string[] = [];
  private readonly threads = new Map<string, PastArticle>();
  private record: Map<string, string> = new Map();

  constructor(private readonly how: ReadWith) {}

  nameOf(uri: string, local: string, name: string): string {
    return uri === INTERNALS ? `dsq:${local}` : name.includes(':') ? name : local;
  }

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name === 'disqus') this.isExport = true;
    const id = attributes.get('dsq:id');
    if (this.path.length === 1) this.record = new Map(id === undefined ? [] : [['@id', id]]);
    else if (this.path.length === 2 && id !== undefined) this.record.set(`${name}@id`, id);
    this.path.push(name);
  }

  close(name: string, text: string): LineThing | null {
    this.path.pop();
    if (this.path.length === 1) return name === 'thread' ? this.thread() : name === 'post' ? this.post() : null;
    if (this.path.length > 1 && this.path.length <= 3) this.record.set([...this.path.slice(2), name].join('.'), text.trim());
    return null;
  }

  whyNot(): string | null {
    return this.isExport ? null : 'This is not a Disqus export: it has no element <disqus>.';
  }

  private of(name: string): string {
    return this.record.get(name) ?? '';
  }

  private thread(): LineThing | null {
    const notes: string[] = [];
    const [key, link] = [this.of('@id'), this.of('link')];
    const id = this.of('id') || link || key;
    if (key === '' || id === '') return null;
    if (this.threads.size >= MOST_THREADS) throw new FileError(`The file has more than ${String(MOST_THREADS)} threads.`);
    const created = momentOf(this.of('createdAt'));
    this.threads.set(key, {
      id: cut(id, 200, { name: 'thread.id', notes }) ?? key,
      title: cut(this.of('title'), 500, { name: 'thread.title', notes }),
      url: isWeb(link) && link.length <= 2_000 ? link : null,
      section: null,
      tags: [],
      lang: null,
      publishedAt: created,
      commentsMode: this.of('isClosed') === 'true' ? 'closed' : 'open',
      closesAt: null,
    });
    return null;
  }

  private post(): LineThing {
    const subject = this.of('@id');
    if (subject === '' || subject.length > 100) throw new RowError('The post has no dsq:id.');
    const notes: string[] = [];
    try {
      return { thing: { kind: 'comment', comment: this.read(subject, notes) }, subject, notes };
    } catch (error) {
      throw error instanceof RowError ? new RowError(error.message, subject) : error;
    }
  }

  private read(id: string, notes: string[]): ReadComment {
    const { source, now } = this.how;
    const article = this.threads.get(this.of('thread@id'));
    if (article === undefined) throw new RowError('The thread of this post is not in the file.');
    const createdAt = pastMoment(momentOf(this.of('createdAt')), 'createdAt', now);
    const body = bodyOf(this.of('message'), LONGEST_BODY);
    if (body.trim() === '') throw new RowError('message is empty.');
    noteReplaced(body, notes);
    const [parent, ip, user] = [this.of('parent@id'), this.of('ipAddress'), this.of('author.username')];
    const isSpam = this.of('isSpam') === 'true';
    const action = isSpam || this.of('isDeleted') === 'true' ? 'reject' : 'approve';
    const isUser = user !== '' && this.of('author.isAnonymous') !== 'true';
    return {
      id: null,
      externalId: `${source}:${id}`,
      article,
      author: {
        id: isUser ? `${source}:${user}`.slice(0, 200) : null,
        name: cut(this.of('author.name'), 200, { name: 'author.name', notes }),
        kind: isUser ? 'registered' : 'anonymous',
        roles: [],
        email: this.of('author.email') || null,
        emailDomain: null,
        registeredAt: null,
      },
      parent: parent === '' ? null : { externalId: `${source}:${parent}` },
      status: decidedStatus(action),
      version: 1,
      createdAt,
      statusChangedAt: createdAt,
      revisions: [{ title: null, body, format: 'html', createdAt }],
      decisions: [{ action, reasonCode: isSpam ? 'spam' : null, note: null, revision: 1, statusBefore: 'held', statusAfter: decidedStatus(action), createdAt, isReversed: false }],
      ip: isIP(ip) === 0 ? null : ip,
      metadata: null,
    };
  }
}

function momentOf(text: string): Date | null {
  const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? new Date(text) : null;
  return moment !== null && Number.isFinite(moment.getTime()) ? moment : null;
}
