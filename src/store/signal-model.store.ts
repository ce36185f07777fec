import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface NewSignalModel {
  readonly name: string;
  readonly version: number;
  /** Comments it was learned from. */
  readonly learnedGood: number;
  readonly learnedBad: number;
  /** Cross-validated area under the ROC curve; null when it was not measured. */
  readonly auc: number | null;
  /** Whether rules get its score. */
  readonly isEnabled: boolean;
  readonly tokensVersion: number;
  readonly data: Buffer;
  readonly createdAt: Date;
}

export interface SignalModelRow {
  readonly name: string;
  readonly version: number;
  readonly learned_good: number;
  readonly learned_bad: number;
  readonly auc: number | null;
  readonly is_enabled: boolean;
  readonly tokens_version: number;
  readonly created_at: Date;
}

const ABOUT = 'name, version, learned_good, learned_bad, auc, is_enabled, tokens_version, created_at';

/** signal_model_pkey, backwards. */
const LATEST = statement('signal_model_latest', `SELECT ${ABOUT} FROM signal_model WHERE site_id = $1 AND name = $2 ORDER BY version DESC LIMIT 1`);
const DATA = statement('signal_model_data', 'SELECT data FROM signal_model WHERE site_id = $1 AND name = $2 AND version = $3');
const PUBLISH = statement(
  'signal_model_publish',
  `INSERT INTO signal_model (site_id, ${ABOUT}, data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
const FORGET = statement('signal_model_forget', 'DELETE FROM signal_model WHERE site_id = $1 AND name = $2 AND version <= $3');

/** Models as they were published: never changed, so that an evaluation can name the one that it was made with. */
@Injectable()
export class SignalModelStore {
  async latest(on: Queryable, siteId: SiteId, name: string): Promise<SignalModelRow | null> {
    return (await rows<SignalModelRow>(on, LATEST, [siteId, name]))[0] ?? null;
  }

  async data(on: Queryable, siteId: SiteId, name: string, version: number): Promise<Buffer | null> {
    return (await rows<{ data: Buffer }>(on, DATA, [siteId, name, version]))[0]?.data ?? null;
  }

  async publish(tx: Tx, siteId: SiteId, model: NewSignalModel): Promise<void> {
    const { name, version, learnedGood, learnedBad, auc, isEnabled, tokensVersion, createdAt, data } = model;
    await changed(tx, PUBLISH, [siteId, name, version, learnedGood, learnedBad, auc, isEnabled, tokensVersion, createdAt, data]);
  }

  /** Deletes this version and those before it. What they scored stands in the facts of each evaluation. */
  async forget(tx: Tx, siteId: SiteId, name: string, upTo: number): Promise<void> {
    await changed(tx, FORGET, [siteId, name, upTo]);
  }
}
