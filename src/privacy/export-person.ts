import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../access/call';
import { FIRST_ID } from '../access/page-query';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { AuthorId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { EventStore } from '../store/event.store';
import { type PersonalRows, PersonalRecordStore, type StoredRow } from '../store/personal-record.store';

/** At once in one process: each reads as fast as its client takes it. */
export const MOST_EXPORTS = 4;
const RETRY_AFTER_SECONDS = 30;
const COMMENTS_AT_ONCE = 200;
const DELIVERIES_AT_ONCE = 2_000;

/**
 * Everything that is stored about one author, as one JSON object with a list for each kind of row: what they wrote, what was made of it and noted about
 * it, and what they reported. Who else reported or was told is left out.
 */
@Injectable()
export class ExportPerson {
  private running = 0;

  constructor(
    private readonly work: UnitOfWork,
    private readonly records: PersonalRecordStore,
    private readonly events: EventStore,
  ) {}

  /** Read while the client takes it. 404 for somebody nothing is stored about, 429 when too many are running. */
  async execute(site: Site, call: Call, id: AuthorId): Promise<Readable> {
    if (this.running >= MOST_EXPORTS) throw problem('too_many_requests', { detail: 'Too many exports are running. Try again in a moment.', retryAfter: RETRY_AFTER_SECONDS });
    this.running++;
    try {
      await this.work.run(async (tx) => {
        if (!(await this.records.isKnown(tx, site.id, id))) throw problem('not_found');
        await this.events.append(tx, site.id, [changeLine(call, 'author.exported', { authorId: id })]);
      });
    } catch (error) {
      this.running--;
      throw error;
    }
    const file = Readable.from(this.texts(site, id), { objectMode: false, highWaterMark: 64 * 1024 });
    file.once('close', () => this.running--);
    return file;
  }

  private async *texts(site: Site, id: AuthorId): AsyncGenerator<string> {
    yield `{"site":${JSON.stringify(site.slug)},"exportedAt":${JSON.stringify(new Date().toISOString())}`;
    for (const kind of this.records.ofAuthor) yield* list(kind.name, one(this.records.read(this.work.reads, site.id, kind, id)));
    for (const kind of this.records.ofComments) yield* list(kind.name, this.ofComments(site, id, kind));
    yield* list('deliveries', this.deliveries(site, id));
    yield '}\n';
  }

  /** A row that several portions share is told once. */
  private async *ofComments(site: Site, id: AuthorId, kind: PersonalRows): AsyncGenerator<readonly StoredRow[]> {
    const told = new Set<string>();
    for (let after: string = FIRST_ID; ; ) {
      const ids = await this.records.commentIds(this.work.reads, site.id, id, { after, limit: COMMENTS_AT_ONCE });
      const last = ids.at(-1);
      if (last === undefined) return;
      const rows = await this.records.read(this.work.reads, site.id, kind, ids);
      yield rows.filter(({ id: own }) => typeof own !== 'string' || !told.has(own));
      if (SHARED.has(kind.name)) for (const { id: own } of rows) if (typeof own === 'string') told.add(own);
      after = last;
    }
  }

  private async *deliveries(site: Site, id: AuthorId): AsyncGenerator<readonly StoredRow[]> {
    for (let after: string | null = FIRST_ID; after !== null; ) {
      const { last, rows }: { last: string | null; rows: readonly StoredRow[] } = await this.records.deliveries(this.work.reads, site.id, id, { after, limit: DELIVERIES_AT_ONCE });
      yield rows;
      after = last;
    }
  }
}

/** Kinds of which one row may belong to many comments. */
const SHARED = new Set(['bulkOperations', 'suggestedScores', 'imports']);

async function* one(rows: Promise<readonly StoredRow[]>): AsyncGenerator<readonly StoredRow[]> {
  yield await rows;
}

async function* list(name: string, portions: AsyncIterable<readonly StoredRow[]>): AsyncGenerator<string> {
  let between = '';
  yield `,${JSON.stringify(name)}:[`;
  for await (const portion of portions) {
    if (portion.length === 0) continue;
    yield between + portion.map((row) => JSON.stringify(named(row))).join(',');
    between = ',';
  }
  yield ']';
}

/** As the rest of the interface names things. */
function named(row: StoredRow): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), value]));
}
