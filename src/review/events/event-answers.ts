import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeskLook } from '../desk-call';
import type { EventFormat, EventQuery } from './event-query.dto';
import { ExportEvents, type FileFormat } from './export-events';
import { ListEvents } from './list-events';

export const FILE_TYPES: Readonly<Record<FileFormat, string>> = { ndjson: 'application/x-ndjson', csv: 'text/csv' };

/** A page of the log, or a file of it, as the client asks. */
@Injectable()
export class EventAnswers {
  constructor(
    private readonly list: ListEvents,
    private readonly files: ExportEvents,
  ) {}

  async answer(query: EventQuery, look: DeskLook, { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply }): Promise<void> {
    const format = query.format ?? accepted(request.headers.accept ?? '');
    void reply.header('vary', 'Accept, Origin').header('cache-control', 'no-store');
    if (format === 'json') {
      await reply.type('application/json; charset=utf-8').send(await this.list.execute(query, look));
      return;
    }
    const file = this.files.execute(query, format, look);
    reply.raw.once('close', () => file.destroy());
    const name = `events-${look.site.slug}-${look.now.toISOString().slice(0, 10)}.${format}`;
    await reply.header('content-disposition', `attachment; filename="${name}"`).type(`${FILE_TYPES[format]}; charset=utf-8`).send(file);
  }
}

function accepted(accept: string): EventFormat {
  if (/\bapplication\/(x-)?ndjson\b/.test(accept)) return 'ndjson';
  return /\btext\/csv\b/.test(accept) ? 'csv' : 'json';
}
