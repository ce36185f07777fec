import { Injectable } from '@nestjs/common';
import { type PageQuery, textAfter } from '../../access/page-query';
import type { Site } from '../../domain/actor';
import { invalidField, problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type Page, page } from '../../platform/http/pages';
import { RuleSetStore } from '../../store/rule-set.store';
import { ruleSetLine, type RuleSetLineView, type RuleSetVersionView, ruleSetVersionView } from '../rule-set.view';

const LAST = 2_147_483_647;

/** Who published what, the newest first. */
@Injectable()
export class ListVersions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ruleSets: RuleSetStore,
  ) {}

  async execute(site: Site, query: PageQuery): Promise<Page<RuleSetLineView>> {
    const before = Number(textAfter(query, String(LAST)));
    if (!Number.isInteger(before) || before < 0 || before > LAST) throw invalidField('?cursor', 'This is not a cursor of this list.');
    const rows = await this.ruleSets.list(this.work.reads, site.id, before, query.limit + 1);
    return page(rows, query.limit, ruleSetLine, ({ version }) => [version]);
  }

  /** One version, whole. */
  async one(site: Site, version: string): Promise<RuleSetVersionView> {
    const row = await this.ruleSets.find(this.work.reads, site.id, versionParam(version));
    if (!row) throw problem('not_found');
    return ruleSetVersionView(row);
  }
}

/** A version in a path: what cannot be one is not there. */
export function versionParam(text: string): number {
  const version = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : LAST + 1;
  if (version > LAST) throw problem('not_found');
  return version;
}
