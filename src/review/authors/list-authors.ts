import { Injectable } from '@nestjs/common';
import { invalidField } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { decodeCursor, type Page, page } from '../../platform/http/pages';
import { isInstant } from '../../platform/http/validators';
import type { Plain } from '../../platform/http/plain';
import { type AuthorKey, AuthorPanelStore, type ListedAuthor } from '../../store/author-panel.store';
import type { DeskLook } from '../desk-call';
import type { ListAuthorsQuery } from './author.dto';
import { type ListedAuthorView, listedAuthorView } from './author.view';

/** Authors of a site: by the beginning of their name, by what was made of them, or the newest first. */
@Injectable()
export class ListAuthors {
  constructor(
    private readonly work: UnitOfWork,
    private readonly authors: AuthorPanelStore,
  ) {}

  async execute(query: ListAuthorsQuery, look: DeskLook): Promise<Page<Plain<ListedAuthorView>>> {
    const found = await this.find(query, look);
    return page(found, query.limit, (row) => listedAuthorView(row, look.now), ({ sort_key: sortKey, id }) => [sortKey, id]);
  }

  private find({ q, standing, cursor, limit }: ListAuthorsQuery, { site, now }: DeskLook): Promise<ListedAuthor[]> {
    const on = this.work.reads;
    const after = cursor === undefined ? null : keyIn(cursor, q === undefined);
    if (q !== undefined) return this.authors.search(on, site.id, { q, standing: standing ?? null, now, after, limit: limit + 1 });
    if (standing !== undefined) return this.authors.ofStanding(on, site.id, { standing, now, after, limit: limit + 1 });
    return this.authors.newest(on, site.id, after, limit + 1);
  }
}

/** Lists by time have a moment as their key, as PostgreSQL writes it. */
function keyIn(cursor: string, byTime: boolean): AuthorKey {
  const [sortKey, id] = decodeCursor(cursor, 2);
  if (typeof sortKey !== 'string' || typeof id !== 'string' || (byTime && !isInstant(isoOf(sortKey)))) throw invalidField('?cursor', 'This is not a cursor of this list.');
  return { sortKey, id };
}

function isoOf(written: string): string {
  return written.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00');
}
