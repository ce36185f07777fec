import { isIP } from 'node:net';
import { LONGEST_BODY } from '../submit-comment.dto';
import { databaseTime } from './isso-threads';
import type { LineThing } from './json-lines';
import { bodyOf, cut, pastMoment } from './members';
import { type PastArticle, type ReadComment, type ReadDecision, type ReadFile, type ReadWith, RowError } from './past-comment';
import { isWeb } from './remark42-lines';
import { decidedStatus } from './weir-lines';
import { noteReplaced, type XmlDialect, xmlRows } from './xml-rows';

/** WXR 1.0, 1.1 and 1.2; exporters write http and https. */
const WXR = /^https?:\/\/wordpress\.org\/export\/1\.\d+\/$/;

/** WordPress' export (wp-admin/includes/export.php). Articles and users keep their ids there, which are the site's own. */
export const readWordPress: ReadFile = (pieces, how) => xmlRows(pieces(), new WordPress(how));

type Elements = Map<string, string>;

class WordPress implements XmlDialect {
  private isExport = false;
  private item: Elements | null = null;
  private tags: string[] = [];
  private section: string | null = null;
  private category = '';
  private comment: Elements | null = null;
  private meta: Map<string, string[]> = new Map();
  private metaKey = '';

  constructor(private readonly how: ReadWith) {}

  nameOf(uri: string, local: string, name: string): string {
    return WXR.test(uri) ? `wp:${local}` : name;
  }

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name.startsWith('wp:')) this.isExport = true;
    if (name === 'item') [this.item, this.tags, this.section] = [new Map(), [], null];
    else if (name === 'wp:comment') {
      this.comment = new Map();
      this.meta = new Map();
    }
    else if (name === 'category') this.category = attributes.get('domain') ?? '';
  }

  close(name: string, text: string): LineThing | null {
    if (this.comment !== null) return this.closeInComment(this.comment, name, text);
    if (this.item === null) return null;
    if (name === 'item') this.item = null;
    else if (name === 'category' && this.category === 'category') this.section ??= text.slice(0, 100);
    else if (name === 'category' && this.category === 'post_tag') this.tags.push(text.slice(0, 100));
    else if (!this.item.has(name)) this.item.set(name, text);
    return null;
  }

  whyNot(): string | null {
    return this.isExport ? null : 'This is not a WordPress export: nothing in it is in the namespace of WXR 1.0 to 1.2.';
  }

  private closeInComment(comment: Elements, name: string, text: string): LineThing | null {
    switch (name) {
      case 'wp:comment':
        this.comment = null;
        return this.row(comment);
      case 'wp:meta_key':
        this.metaKey = text;
        return null;
      case 'wp:meta_value':
        this.meta.set(this.metaKey, [...(this.meta.get(this.metaKey) ?? []), text]);
        return null;
      default:
        comment.set(name, text);
        return null;
    }
  }

  private row(comment: Elements): LineThing {
    const subject = comment.get('wp:comment_id')?.trim() ?? '';
    if (!/^\d{1,20}$/.test(subject)) throw new RowError('wp:comment_id is missing or not a number.');
    if (/^(pingback|trackback)$/.test(comment.get('wp:comment_type')?.trim() ?? '')) return { thing: { kind: 'skipped' }, subject };
    const notes: string[] = [];
    try {
      return { thing: { kind: 'comment', comment: this.read(comment, subject, notes) }, subject, notes };
    } catch (error) {
      throw error instanceof RowError ? new RowError(error.message, subject) : error;
    }
  }

  private read(comment: Elements, id: string, notes: string[]): ReadComment {
    const { source, now } = this.how;
    const of = (name: string): string => comment.get(`wp:${name}`)?.trim() ?? '';
    const createdAt = pastMoment(databaseTime(of('comment_date_gmt')) ?? databaseTime(of('comment_date')), 'wp:comment_date_gmt', now);
    const body = bodyOf(comment.get('wp:comment_content') ?? '', LONGEST_BODY);
    if (body.trim() === '') throw new RowError('wp:comment_content is empty.');
    noteReplaced(body, notes);
    const [parent, user, ip] = [of('comment_parent'), of('comment_user_id'), of('comment_author_IP')];
    const { status, decisions } = this.fate(of('comment_approved'), createdAt);
    const isUser = /^[1-9]\d{0,18}$/.test(user);
    return {
      id: null,
      externalId: `${source}:${id}`,
      article: this.article(notes),
      author: {
        id: isUser ? user : null,
        name: cut(of('comment_author'), 200, { name: 'wp:comment_author', notes }),
        kind: isUser ? 'registered' : 'anonymous',
        roles: [],
        email: of('comment_author_email') || null,
        emailDomain: null,
        registeredAt: null,
      },
      parent: /^[1-9]\d{0,18}$/.test(parent) ? { externalId: `${source}:${parent}` } : null,
      status,
      version: 1,
      createdAt,
      statusChangedAt: decisions[0]?.createdAt ?? createdAt,
      revisions: [{ title: null, body, format: 'html', createdAt }],
      decisions,
      ip: isIP(ip) === 0 ? null : ip,
      metadata: null,
    };
  }

  private article(notes: string[]): PastArticle {
    const of = (name: string): string => this.item?.get(name)?.trim() ?? '';
    const link = of('link');
    const id = of('wp:post_id') || link;
    if (id === '' || id.length > 200) throw new RowError('The item has no wp:post_id.');
    return {
      id,
      title: cut(of('title'), 500, { name: 'title', notes }),
      url: isWeb(link) && link.length <= 2_000 ? link : null,
      section: cut(this.section, 100, { name: 'category', notes }),
      tags: this.tags.slice(0, 50),
      lang: null,
      publishedAt: databaseTime(of('wp:post_date_gmt')),
      commentsMode: of('wp:comment_status') === 'closed' ? 'closed' : 'open',
      closesAt: null,
    };
  }

  /** What stands, and what people said: the last thing a person did in Akismet's history, else what WordPress shows. */
  private fate(approved: string, createdAt: Date): Pick<ReadComment, 'status' | 'decisions'> {
    const said = this.akismet(createdAt);
    switch (approved) {
      case '1':
        return decided('published', said?.action === 'approve' ? said : { action: 'approve', reasonCode: null, createdAt });
      case '0':
        return { status: 'held', decisions: [] };
      case 'spam':
        return said?.action === 'reject' ? decided('rejected', said) : { status: 'rejected', decisions: [] };
      case 'trash':
        return decided('rejected', said?.action === 'reject' ? said : { action: 'reject', reasonCode: null, createdAt });
      case 'post-trashed':
        // Gone with its article: nobody said anything about the comment.
        return { status: 'withdrawn', decisions: [] };
      default:
        throw new RowError('wp:comment_approved must be 1, 0, spam, trash or post-trashed.');
    }
  }

  private akismet(createdAt: Date): Said | null {
    const told = (this.meta.get('akismet_history') ?? []).flatMap((value) => {
      const event = /s:5:"event";s:\d+:"([a-z-]+)"/.exec(value)?.[1] ?? '';
      const seconds = Number(/s:4:"time";[di]:(\d{1,11})/.exec(value)?.[1] ?? Number.NaN);
      const at = Number.isFinite(seconds) && seconds * 1_000 <= this.how.now.getTime() ? new Date(seconds * 1_000) : createdAt;
      const said = BY_PEOPLE[event];
      return said === undefined ? [] : [{ ...said, createdAt: at < createdAt ? createdAt : at }];
    });
    const last = told.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime()).at(-1);
    if (last) return last;
    const user = this.meta.get('akismet_user_result')?.at(-1);
    if (user === 'true') return { action: 'reject', reasonCode: 'spam', createdAt };
    return user === 'false' ? { action: 'approve', reasonCode: null, createdAt } : null;
  }
}

type Said = Pick<ReadDecision, 'action' | 'reasonCode' | 'createdAt'>;

/** Events of Akismet's history that a person caused. */
const BY_PEOPLE: Readonly<Record<string, Pick<ReadDecision, 'action' | 'reasonCode'>>> = {
  'report-spam': { action: 'reject', reasonCode: 'spam' },
  'status-spam': { action: 'reject', reasonCode: 'spam' },
  'report-ham': { action: 'approve', reasonCode: null },
  'status-approved': { action: 'approve', reasonCode: null },
  'status-trash': { action: 'reject', reasonCode: null },
};

function decided(status: ReadComment['status'], { action, reasonCode, createdAt }: Said): Pick<ReadComment, 'status' | 'decisions'> {
  return { status, decisions: [{ action, reasonCode, note: null, revision: 1, statusBefore: 'held', statusAfter: decidedStatus(action), createdAt, isReversed: false }] };
}
