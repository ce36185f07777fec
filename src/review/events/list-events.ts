import { Injectable } from '@nestjs/common';
import type { Page } from '../../platform/http/pages';
import type { NamedEventRow } from '../../store/stream-log.store';
import type { DeskLook } from '../desk-call';
import { EventLines } from './event-lines';
import type { EventQuery } from './event-query.dto';
import { type Event, toEventView } from './event.view';

/** Places looked at for one page: a filter that hardly anything passes must not make one request read the whole log. */
const MOST_PLACES = 20_000;

@Injectable()
export class ListEvents {
  constructor(private readonly lines: EventLines) {}

  /** A page of what happened, in the order of the log. */
  async execute(query: EventQuery, { site }: DeskLook): Promise<Page<Event>> {
    const found: NamedEventRow[] = [];
    let begin: number | null = null;
    for await (const { rows, upTo } of this.lines.read(site.id, query)) {
      found.push(...rows);
      begin ??= upTo;
      if (found.length > query.limit) break;
      if (upTo - begin >= MOST_PLACES) return { items: found.map(toEventView), nextCursor: String(upTo) };
    }
    const items = found.slice(0, query.limit).map(toEventView);
    return { items, nextCursor: found.length > query.limit ? String(items.at(-1)?.position) : null };
  }
}
