import type { Site } from '../../domain/actor';
import { sqlState } from '../../platform/database/failures';
import type { Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { Breath } from '../../platform/jobs/breath';
import type { ImportCounts, ImportHolder, ImportProblem, ImportRunRow, ImportRunStore } from '../../store/import-run.store';
import type { ImportWriteStore } from '../../store/import-write.store';
import { type ImportFormat, READERS } from './formats';
import { FileError, type Pieces, type ReadRow } from './past-comment';
import type { RecordedFor } from './past-records';
import { DEEPEST_REPLY, type WritePast } from './write-past';

/** Rows of one transaction: what is read again at most, when the process dies. */
const ROWS_AT_ONCE = 500;
/** UTF-16 units of text in one transaction: rows may be long. */
const UNITS_AT_ONCE = 1_000_000;
/** Problems that are kept with their words; the counts say how many there were. */
export const MOST_PROBLEMS = 200;
/** A process that was not heard of for so long is taken for dead. */
export const LEASE_MS = 15_000;
const BEAT_MS = 3_000;
const SETTLED_AT_ONCE = 500;
/** Refused by the database for what a row holds: its neighbours must not suffer. */
const OF_A_ROW = /^2[23]/;

export interface ImportParts {
  readonly work: UnitOfWork;
  readonly runs: ImportRunStore;
  readonly store: ImportWriteStore;
  readonly write: WritePast;
}

/** Why a run ended before its end: it was cancelled or taken by another process, or this process stops. */
export type ImportEnd = 'done' | 'lost' | 'stopping';

type NumberedRow = ReadRow & { readonly row: number };

/** Thrown inside a transaction, so that nothing of it stays. */
class LostError extends Error {}

/**
 * One import under way: reads the file from its beginning, passes over what is done, and writes the rest in batches. The mark (how many
 * rows are done) moves in the transaction of the rows themselves, so that whoever goes on after a crash neither loses nor doubles one.
 */
export class ImportRun {
  private counts: { -readonly [K in keyof ImportCounts]: ImportCounts[K] };
  private readonly problems: ImportProblem[];
  private bytesRead: number;
  private heardOf = Date.now();
  private readonly within: RecordedFor;

  constructor(
    private readonly row: ImportRunRow,
    private readonly holder: ImportHolder,
    private readonly site: Site,
    private readonly parts: ImportParts,
  ) {
    const { rows, imported, repeated, skipped, failed, noted } = row;
    this.counts = { rows, imported, repeated, skipped, failed, noted };
    this.problems = [...row.problems];
    this.bytesRead = Number(row.bytes_read);
    this.within = { site, source: row.source, run: row.id, requestedBy: row.requested_by, now: row.created_at };
  }

  /** Runs until the file is read or `signal` fires. @throws FileError where the file cannot be read any further; what stood before is kept. */
  async execute(signal: AbortSignal): Promise<ImportEnd> {
    try {
      const end = await this.read(signal);
      if (end === 'stopping') return end;
      await this.settleReplies();
      if (end instanceof FileError) throw end;
      return end;
    } catch (error) {
      if (error instanceof LostError) return 'lost';
      throw error;
    }
  }

  /** A file that cannot be read any further ends here, too: what stood before is kept. */
  private async read(signal: AbortSignal): Promise<'done' | 'stopping' | FileError> {
    const done = this.counts.rows;
    let batch: NumberedRow[] = [];
    let units = 0;
    let row = 0;
    const breath = new Breath();
    try {
      for await (const read of READERS[this.row.format as ImportFormat](() => this.pieces(), { source: this.row.source, done, now: this.row.created_at })) {
        row++;
        // Others of this process have their turn: an import is never more urgent than a reader.
        await breath.take();
        if (row <= done) continue;
        batch.push({ ...read, row });
        if (read.thing.kind === 'comment') for (const { body } of read.thing.comment.revisions) units += body.length;
        if (batch.length < ROWS_AT_ONCE && units < UNITS_AT_ONCE) continue;
        await this.keep(batch);
        [batch, units] = [[], 0];
        if (signal.aborted) return 'stopping';
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await this.keep(batch);
      return error;
    }
    await this.keep(batch);
    return 'done';
  }

  private async *pieces(): Pieces {
    for (let place = 0; ; place++) {
      const data = await this.parts.runs.piece(this.parts.work.reads, this.site.id, this.row.id, place);
      if (data === null) return;
      await this.beat();
      yield data;
    }
  }

  /** Rows that are passed over move no mark, and take their time all the same. */
  private async beat(): Promise<void> {
    if (Date.now() - this.heardOf < BEAT_MS) return;
    const { runs, work } = this.parts;
    if (!(await runs.beat(work.reads, this.site.id, this.holder, this.leased()))) throw new LostError();
  }

  private leased(): Date {
    this.heardOf = Date.now();
    return new Date(this.heardOf + LEASE_MS);
  }

  /** All of a batch or, where the database refuses one of its rows, all but those rows. */
  private async keep(batch: readonly NumberedRow[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      await this.attempt(batch, batch);
    } catch (error) {
      if (!OF_A_ROW.test(sqlState(error) ?? '')) throw error;
      // Once more as a whole: a comment that came in by itself at the same time is known now.
      const again = await this.attempt(batch, batch).catch((second: unknown) => second ?? 'refused');
      if (again === undefined) return;
      if (!OF_A_ROW.test(sqlState(again) ?? '')) throw again instanceof Error ? again : new Error('refused', { cause: again });
      for (const one of batch) await this.alone(one);
    }
  }

  private async alone(one: NumberedRow): Promise<void> {
    try {
      await this.attempt([one], [one]);
    } catch (error) {
      if (!OF_A_ROW.test(sqlState(error) ?? '')) throw error;
      await this.attempt([{ ...one, thing: { kind: 'bad', why: 'The database does not take this row.' } }], [one]);
    }
  }

  private async attempt(batch: readonly NumberedRow[], { length }: { readonly length: number }): Promise<void> {
    const next = await this.parts.work.run(async (tx) => {
      const { imported, repeated } = await this.parts.write.execute(tx, { ...this.within, now: new Date() }, { rows: batch });
      const counts = { ...this.counts, rows: this.counts.rows + length, imported: this.counts.imported + imported, repeated: this.counts.repeated + repeated };
      const problems = problemsOf(batch);
      counts.failed += problems.filter(({ isFailed }) => isFailed).length;
      counts.noted += problems.filter(({ isFailed }) => !isFailed).length;
      counts.skipped += batch.filter(({ thing }) => thing.kind !== 'comment' && thing.kind !== 'bad').length;
      const kept = problems.slice(0, MOST_PROBLEMS - this.problems.length);
      const bytesRead = batch.at(-1)?.bytesRead ?? this.bytesRead;
      await this.save(tx, counts, { bytesRead, problems: [...this.problems, ...kept] });
      return { counts, kept, bytesRead };
    });
    this.counts = next.counts;
    this.problems.push(...next.kept);
    this.bytesRead = next.bytesRead;
  }

  private async save(tx: Tx, counts: ImportCounts, { bytesRead, problems }: { readonly bytesRead: number; readonly problems: readonly ImportProblem[] }): Promise<void> {
    const until = this.leased();
    if (!(await this.parts.runs.save(tx, this.site.id, this.holder, { ...counts, bytesRead, problems, until }))) throw new LostError();
  }

  /** Replies find their parents, those whose parent is not there stay at the top with a note. */
  private async settleReplies(): Promise<void> {
    const { work, store } = this.parts;
    const settle = (): Promise<number> =>
      work.run(async (tx) => {
        await this.save(tx, this.counts, { bytesRead: this.bytesRead, problems: this.problems });
        return store.settleReplies(tx, this.site.id, this.row.id, { deepest: DEEPEST_REPLY, limit: SETTLED_AT_ONCE });
      });
    while ((await settle()) > 0);
    const orphans = await store.orphans(work.reads, this.site.id, this.row.id, MOST_PROBLEMS);
    const [first] = orphans;
    if (!first) return;
    const room = Math.max(0, MOST_PROBLEMS - this.problems.length);
    const problems = [...this.problems, ...orphans.slice(0, room).map((orphan): ImportProblem => ({ row: orphan.at_row, line: orphan.line, subject: orphan.comment_id, detail: `The comment that it answers, ${orphan.parent}, is not under the same article: it stands at the top.`, isFailed: false }))];
    await work.run(async (tx) => {
      await this.save(tx, { ...this.counts, noted: this.counts.noted + first.all_of_them }, { bytesRead: this.bytesRead, problems });
      await store.forgetReplies(tx, this.site.id, this.row.id);
    });
  }
}

function problemsOf(batch: readonly NumberedRow[]): ImportProblem[] {
  return batch.flatMap(({ row, line, subject, thing, notes }) => [
    ...(thing.kind === 'bad' ? [{ row, line, subject, detail: thing.why, isFailed: true }] : []),
    ...notes.map((detail) => ({ row, line, subject, detail, isFailed: false })),
  ]);
}
