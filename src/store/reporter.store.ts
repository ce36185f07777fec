import { Injectable } from '@nestjs/common';
import type { CommentId, PersonId, SiteId } from '../domain/ids';
import { changed, type Queryable, rows } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import * as sql from './report.sql';

/** What became of the latest reports of one reporter, those that somebody has decided. */
export interface ReporterRecord {
  readonly upheld: number;
  readonly dismissed: number;
}

export interface ReporterMute {
  readonly muted_at: Date;
  readonly muted_by: PersonId;
  readonly muted_by_name: string | null;
  readonly note: string | null;
}

/** Older reports say little of how somebody reports today, and reading them would take the longer the worse a reporter is. */
const LATEST = 200;

/** Who reports, and how often people agreed. The record is read off the decisions in force, so that an undo corrects it. */
@Injectable()
export class ReporterStore {
  async record(on: Queryable, siteId: SiteId, reporter: string): Promise<ReporterRecord> {
    return (await rows<ReporterRecord>(on, sql.RECORD, [siteId, reporter, LATEST]))[0] ?? { upheld: 0, dismissed: 0 };
  }

  async count(on: Queryable, siteId: SiteId, reporter: string): Promise<{ readonly reports: number; readonly last_at: Date | null }> {
    return (await rows<{ reports: number; last_at: Date | null }>(on, sql.COUNT_OF, [siteId, reporter]))[0] ?? { reports: 0, last_at: null };
  }

  async muteOf(on: Queryable, siteId: SiteId, reporter: string): Promise<ReporterMute | null> {
    return (await rows<ReporterMute>(on, sql.MUTE_OF, [siteId, reporter]))[0] ?? null;
  }

  /** The one of these names that is muted, or else has reported the comment; null when none has. */
  async knownAs(on: Queryable, siteId: SiteId, commentId: CommentId, names: readonly string[]): Promise<string | null> {
    return (await rows<{ name: string }>(on, sql.KNOWN_AS, [siteId, commentId, names]))[0]?.name ?? null;
  }

  /** False when the reporter was muted already. */
  async mute(tx: Tx, siteId: SiteId, reporter: string, by: { readonly note: string | null; readonly personId: PersonId; readonly now: Date }): Promise<boolean> {
    return (await changed(tx, sql.MUTE, [siteId, reporter, by.note, by.personId, by.now])) === 1;
  }

  /** False when the reporter was not muted. */
  async unmute(tx: Tx, siteId: SiteId, reporter: string): Promise<boolean> {
    return (await changed(tx, sql.UNMUTE, [siteId, reporter])) === 1;
  }
}
