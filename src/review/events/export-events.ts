import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { DeskLook } from '../desk-call';
import { csvLine } from './csv';
import { EventLines } from './event-lines';
import type { EventFormat, EventQuery } from './event-query.dto';
import { type Event, toEventView } from './event.view';

/** At once in one process: each reads the log as fast as its client takes it. */
export const MOST_EXPORTS = 8;
const RETRY_AFTER_SECONDS = 30;
const CSV_HEAD = ['position', 'created_at', 'type', 'actor', 'actor_name', 'comment_id', 'item_id', 'decision_id', 'payload'];

export type FileFormat = Exclude<EventFormat, 'json'>;

/** The log as a file. */
@Injectable()
export class ExportEvents {
  private running = 0;

  constructor(private readonly lines: EventLines) {}

  /**
   * All lines up to now that the query asks for. They are read while the client takes them, so that a file of any length needs the
   * memory of one portion; one that breaks off has an end that the client notices. 429 when too many are running.
   */
  execute(query: EventQuery, format: FileFormat, { site }: DeskLook): Readable {
    if (this.running >= MOST_EXPORTS) throw problem('too_many_requests', { detail: 'Too many exports are running. Try again in a moment.', retryAfter: RETRY_AFTER_SECONDS });
    this.running++;
    const file = Readable.from(this.texts(this.lines.read(site.id, query), format), { objectMode: false, highWaterMark: 64 * 1024 });
    file.once('close', () => this.running--);
    return file;
  }

  private async *texts(portions: ReturnType<EventLines['read']>, format: FileFormat): AsyncGenerator<string> {
    if (format === 'csv') yield csvLine(CSV_HEAD);
    for await (const { rows } of portions) {
      if (rows.length > 0) yield rows.map((row) => (format === 'csv' ? toCsv : toJson)(toEventView(row))).join('');
    }
  }
}

function toJson(event: Event): string {
  return `${JSON.stringify(event)}\n`;
}

function toCsv({ position, createdAt, type, actor, actorName, commentId, itemId, decisionId, payload }: Event): string {
  return csvLine([position, createdAt, type, actor, actorName, commentId, itemId, decisionId, JSON.stringify(payload)]);
}
