import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import { FIRST_ID } from '../../access/page-query';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { type ExportedArticle, type ExportedAuthor, type ExportedComment, HistoryExportStore } from '../../store/history-export.store';
import { LINES_VERSION } from '../imports/weir-lines';

/** At once in one process: each reads as fast as its client takes it. */
export const MOST_EXPORTS = 4;
const RETRY_AFTER_SECONDS = 30;
const PORTION = 500;

/**
 * Everything that an import takes back, as JSON Lines: a line about the export, articles, authors, comments with their texts and decisions, and
 * a last line, without which the file was cut off. Addresses are hashes that mean nothing elsewhere: they stay here.
 */
@Injectable()
export class ExportHistory {
  private running = 0;

  constructor(
    private readonly work: UnitOfWork,
    private readonly store: HistoryExportStore,
    private readonly events: EventStore,
  ) {}

  /** Read while the client takes it, so that a file of any length needs the memory of one portion. 429 when too many are running. */
  async execute(site: Site, call: Call): Promise<Readable> {
    if (this.running >= MOST_EXPORTS) throw problem('too_many_requests', { detail: 'Too many exports are running. Try again in a moment.', retryAfter: RETRY_AFTER_SECONDS });
    this.running++;
    try {
      await this.work.run((tx) => this.events.append(tx, site.id, [changeLine(call, 'history.exported', {})]));
    } catch (error) {
      this.running--;
      throw error;
    }
    const file = Readable.from(this.texts(site), { objectMode: false, highWaterMark: 64 * 1024 });
    file.once('close', () => this.running--);
    return file;
  }

  private async *texts(site: Site): AsyncGenerator<string> {
    yield line({ type: 'export', version: LINES_VERSION, site: site.slug, at: new Date().toISOString() });
    const { reads } = this.work;
    const counts = { articles: 0, authors: 0, comments: 0 };
    for await (const portion of portions('', (after) => this.store.articles(reads, site.id, after, PORTION))) {
      counts.articles += portion.length;
      yield portion.map(articleLine).join('');
    }
    for await (const portion of portions('', (after) => this.store.authors(reads, site.id, after, PORTION))) {
      counts.authors += portion.length;
      yield portion.map(authorLine).join('');
    }
    for await (const portion of portions(FIRST_ID, (after) => this.store.comments(reads, site.id, after, PORTION))) {
      counts.comments += portion.length;
      yield portion.map(commentLine).join('');
    }
    yield line({ type: 'end', ...counts });
  }
}

async function* portions<Row extends { readonly id: string }>(start: string, read: (after: string) => Promise<Row[]>): AsyncGenerator<Row[]> {
  for (let after = start; ; ) {
    const found = await read(after);
    const last = found.at(-1);
    if (last === undefined) return;
    yield found;
    after = last.id;
  }
}

/** Without members that say nothing. */
function line(members: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(members, (_, value: unknown) => (value === null ? undefined : value))}\n`;
}

function articleLine({ id, title, url, section, tags, lang, published_at: publishedAt, comments_mode: commentsMode, closes_at: closesAt }: ExportedArticle): string {
  return line({ type: 'article', id, title, url, section, tags, lang, publishedAt, commentsMode, closesAt });
}

function authorLine({ id, kind, name, roles, email_domain: emailDomain, registered_at: registeredAt }: ExportedAuthor): string {
  return line({ type: 'author', id, kind, name, roles, emailDomain, registeredAt });
}

function commentLine(row: ExportedComment): string {
  const { metadata, ...written } = {
    type: 'comment',
    id: row.id,
    externalId: row.external_id,
    article: { id: row.article_id },
    author: row.author_id === null && row.author_name === null ? null : { id: row.author_id, name: row.author_name, kind: row.author_kind },
    parentId: row.parent_id,
    status: row.status,
    version: row.version,
    createdAt: row.created_at,
    statusChangedAt: row.status_changed_at,
    revisions: row.revisions.map(({ title, body, format, at }) => ({ title, body, format, createdAt: utc(at) })),
    ...(row.decisions === null ? {} : { decisions: row.decisions.map(({ action, reason, note, revision, before, after, reversed, at }) => ({ action, reasonCode: reason, note, revision, statusBefore: before, statusAfter: after, reversed, createdAt: utc(at) })) }),
    metadata: row.metadata,
  };
  const text = line(written);
  // As it came, nulls included.
  return metadata === null ? text : `${text.slice(0, -2)},"metadata":${JSON.stringify(metadata)}}\n`;
}

function utc(at: string): string {
  return new Date(at).toISOString();
}
