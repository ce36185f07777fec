import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Page } from '../../platform/http/pages';
import { type NamedEventRow, StreamLogStore } from '../../store/stream-log.store';
import type { DeskLook } from '../desk-call';
import { excerpt } from '../templates/excerpt';
import { EventLines } from './event-lines';
import type { EventQuery } from './event-query.dto';
import { type ListedEvent, toEventView } from './event.view';

/** Places looked at for one page: a filter that hardly anything passes must not make one request read the whole log. */
const MOST_PLACES = 20_000;

@Injectable()
export class ListEvents {
  constructor(
    private readonly work: UnitOfWork,
    private readonly log: StreamLogStore,
    private readonly lines: EventLines,
  ) {}

  /** A page of what happened, in the order of the log, with the first words of the comments it was about. */
  async execute(query: EventQuery, { site }: DeskLook): Promise<Page<ListedEvent>> {
    const found: NamedEventRow[] = [];
    let begin: number | null = null;
    for await (const { rows, upTo } of this.lines.read(site.id, query)) {
      found.push(...rows);
      begin ??= upTo;
      if (found.length > query.limit) break;
      if (upTo - begin >= MOST_PLACES) return { items: await this.withWords(site.id, found), nextCursor: String(upTo) };
    }
    const items = await this.withWords(site.id, found.slice(0, query.limit));
    return { items, nextCursor: found.length > query.limit ? String(items.at(-1)?.position) : null };
  }

  private async withWords(siteId: SiteId, lines: readonly NamedEventRow[]): Promise<ListedEvent[]> {
    const ids = [...new Set(lines.flatMap(({ comment_id: id }) => (id === null ? [] : [id])))];
    const texts = new Map((await this.log.beginnings(this.work.reads, siteId, ids)).map(({ comment_id: id, beginning, format }) => [id, excerpt(beginning, format)]));
    return lines.map((row) => ({ ...toEventView(row), excerpt: texts.get(row.comment_id ?? '') ?? null }));
  }
}
