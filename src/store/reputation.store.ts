import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export type ReputedEntity = 'author' | 'domain';

/** Sums of the weights of decisions, see evaluate/signals/standing.ts. */
export interface ReputationRow {
  readonly entity: ReputedEntity;
  readonly name: string;
  readonly good: number;
  readonly bad: number;
  /** Decisions in force, whatever their age. */
  readonly decided: number;
}

const FIND = statement('reputation_find', 'SELECT entity, name, good, bad, decided FROM reputation WHERE site_id = $1 AND entity = $2 AND name = ANY ($3::text[])');

/** What was taken back comes to zero but for rounding. */
const ADD = statement(
  'reputation_add',
  `INSERT INTO reputation AS r (site_id, entity, name, good, bad, decided)
   SELECT $1, a.* FROM unnest($2::text[], $3::text[], $4::double precision[], $5::double precision[], $6::integer[]) AS a
   ON CONFLICT (site_id, entity, name) DO UPDATE SET good = greatest(0, r.good + EXCLUDED.good), bad = greatest(0, r.bad + EXCLUDED.bad), decided = r.decided + EXCLUDED.decided`,
);

/** A name of which every decision was taken back is as new as before. */
const FORGET = statement('reputation_forget', 'DELETE FROM reputation WHERE site_id = $1 AND entity = $2 AND name = ANY ($3::text[]) AND decided <= 0');

/** How authors and linked domains stand on a site, from people's decisions. Written by the folding worker alone. */
@Injectable()
export class ReputationStore {
  async find(on: Queryable, siteId: SiteId, entity: ReputedEntity, names: readonly string[]): Promise<ReadonlyMap<string, ReputationRow>> {
    if (names.length === 0) return new Map();
    return new Map((await rows<ReputationRow>(on, FIND, [siteId, entity, names])).map((row) => [row.name, row]));
  }

  /** Adds (or, with negative sums, takes back), in the order of the keys. */
  async add(tx: Tx, siteId: SiteId, changes: readonly ReputationRow[]): Promise<void> {
    if (changes.length === 0) return;
    const sorted = [...changes].sort((a, b) => (a.entity < b.entity || (a.entity === b.entity && a.name < b.name) ? -1 : 1));
    await changed(tx, ADD, [siteId, sorted.map(({ entity }) => entity), sorted.map(({ name }) => name), sorted.map(({ good }) => good), sorted.map(({ bad }) => bad), sorted.map(({ decided }) => decided)]);
    for (const entity of ['author', 'domain'] as const) {
      const shrunk = sorted.filter((change) => change.entity === entity && change.decided < 0).map(({ name }) => name);
      if (shrunk.length > 0) await changed(tx, FORGET, [siteId, entity, shrunk]);
    }
  }
}
