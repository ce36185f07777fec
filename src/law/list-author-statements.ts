import { Injectable } from '@nestjs/common';
import { type PageQuery, textAfter } from '../access/page-query';
import { invalidField, problem } from '../domain/errors';
import type { AuthorId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type Page, page } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import { AuthorStore } from '../store/author.store';
import { LawStatementStore } from '../store/law-statement.store';
import { PolicyStore } from '../store/policy.store';
import { authorStatementView, type AuthorStatementView } from './author-statement.view';
import type { Reading } from './reading.decorator';

/** Above every place there can be in a log. */
const END = '999999999999999999';

/** What was restricted of one author and why, the latest first; a reader sees their own. */
@Injectable()
export class ListAuthorStatements {
  constructor(
    private readonly work: UnitOfWork,
    private readonly authors: AuthorStore,
    private readonly policies: PolicyStore,
    private readonly statements: LawStatementStore,
  ) {}

  async execute(authorId: AuthorId, query: PageQuery, { site, actor, languages }: Reading): Promise<Page<Plain<AuthorStatementView>>> {
    const before = textAfter(query, END);
    if (!/^\d{1,18}$/.test(before)) throw invalidField('?cursor', 'This is not a cursor of this list.');
    const on = this.work.reads;
    if (actor.kind === 'reader' && actor.authorId !== authorId) throw problem('not_found');
    // A reader who has written nothing yet is nobody's stranger.
    if (actor.kind !== 'reader' && (await this.authors.find(on, site.id, [authorId])).size === 0) throw problem('not_found');
    const [rows, policies] = await Promise.all([this.statements.ofAuthor(on, site.id, authorId, { before, limit: query.limit + 1 }), this.policies.list(on, site.id)]);
    const by = { policies, contact: site.settings.law.contact, languages };
    return page(rows, query.limit, (row) => authorStatementView(row, by), ({ position }) => [position]);
  }
}
