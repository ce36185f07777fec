import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import type { Precision } from '../../evaluate/evidence/wilson';

/** What people have decided on comments that a rule hit while in shadow mode. */
export interface ShadowRecord {
  /** Reviewed hits that a person would have stopped too. */
  readonly confirmed: number;
  /** Reviewed hits that a person let stand. */
  readonly overturned: number;
  /** With each review weighing as much as the hits it stands for; null without one. */
  readonly precision: Precision | null;
}

/** Rule id → record; a rule without one has none reviewed. */
export type ReadShadowRecords = (siteId: SiteId, rules: readonly string[]) => Promise<ReadonlyMap<string, ShadowRecord>>;

/** Where the statistics tell the gate what they know. Until they have registered, the gate asks nothing. */
@Injectable()
export class ShadowRecords {
  private reader: ReadShadowRecords | null = null;

  register(reader: ReadShadowRecords): void {
    this.reader = reader;
  }

  /** Null while nobody counts. */
  async of(siteId: SiteId, rules: readonly string[]): Promise<ReadonlyMap<string, ShadowRecord> | null> {
    return this.reader === null ? null : this.reader(siteId, rules);
  }
}
