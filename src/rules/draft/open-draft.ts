import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { Queryable } from '../../platform/database/statement';
import { RuleDraftStore } from '../../store/rule-draft.store';
import { RuleSetStore, type RuleSetVersionRow } from '../../store/rule-set.store';
import { rulePerson, type RulePersonView } from '../person.view';
import { textOf } from '../rule-set.view';
import type { Source } from '../workshop/source';
import { ListTexts } from './list-texts';

/** The working copy as an admin sees it: what was saved, or, before that, the running version. */
export interface OpenDraft {
  readonly version: number;
  readonly yaml: string;
  readonly document: unknown;
  readonly lists: readonly string[];
  readonly basedOn: number;
  readonly starter: string | null;
  readonly isChanged: boolean;
  readonly updatedAt: Date | null;
  readonly updatedBy: RulePersonView | null;
  readonly running: RuleSetVersionRow;
}

/** What the ETag says before anybody has saved anything; the row that is made then begins with it. */
const FIRST_VERSION = 1;
const NAMED_LIST = /\bstored["']?\s*:\s*["']?([0-9a-f]{64})\b/g;

/** Reads the working copy of a site's rules, and what a thread needs to read it. */
@Injectable()
export class OpenDrafts {
  constructor(
    private readonly drafts: RuleDraftStore,
    private readonly ruleSets: RuleSetStore,
    private readonly lists: ListTexts,
  ) {}

  async of(on: Queryable, site: Site): Promise<OpenDraft> {
    const running = await this.ruleSets.runningCompact(on, site.id);
    if (!running) throw problem('not_found', 'This site has no rules yet.');
    const row = await this.drafts.find(on, site.id);
    const version = row?.version ?? FIRST_VERSION;
    if (!row || row.yaml === null) {
      return { version, yaml: textOf(running), document: running.document, lists: running.lists, basedOn: running.version, starter: running.starter, isChanged: false, updatedAt: row?.updated_at ?? null, updatedBy: row ? rulePerson(row.updated_by, row.updated_by_name) : null, running };
    }
    return { version, yaml: row.yaml, document: row.document, lists: row.lists, basedOn: row.based_on ?? running.version, starter: row.starter, isChanged: true, updatedAt: row.updated_at, updatedBy: rulePerson(row.updated_by, row.updated_by_name), running };
  }

  /** The text or value with the long lists that it names, as far as this site has them. */
  async source(on: Queryable, site: Site, written: { readonly yaml: string } | { readonly document: unknown }): Promise<Source> {
    const text = 'yaml' in written ? written.yaml : JSON.stringify(written.document);
    const named = [...new Set(Array.from(text.matchAll(NAMED_LIST), ([, hash = '']) => hash))];
    return { ...written, lists: await this.lists.of(on, site.id, named) };
  }
}
