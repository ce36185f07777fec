import { Injectable } from '@nestjs/common';
import type { AuthorId, CommentId, SiteId } from '../domain/ids';
import { type Queryable, rows } from '../platform/database/statement';
import { COMMENT_IDS, DELIVERIES, IS_KNOWN, type PersonalRows, ROWS_OF_AUTHOR, ROWS_OF_COMMENTS } from './personal-record.sql';

export type { PersonalRows } from './personal-record.sql';
export type StoredRow = Readonly<Record<string, unknown>>;

/** Everything that is stored about one author, kind by kind. */
@Injectable()
export class PersonalRecordStore {
  readonly ofComments: readonly PersonalRows[] = ROWS_OF_COMMENTS;
  readonly ofAuthor: readonly PersonalRows[] = ROWS_OF_AUTHOR;

  async isKnown(on: Queryable, siteId: SiteId, id: AuthorId): Promise<boolean> {
    return (await rows<{ known: boolean }>(on, IS_KNOWN, [siteId, id]))[0]?.known === true;
  }

  /** The author's comments after this one, in the order in which they came. */
  async commentIds(on: Queryable, siteId: SiteId, id: AuthorId, { after, limit }: { readonly after: string; readonly limit: number }): Promise<CommentId[]> {
    return (await rows<{ id: CommentId }>(on, COMMENT_IDS, [siteId, id, after, limit])).map((row) => row.id);
  }

  /** @param of the comments, or the author's id, as the kind of row asks */
  async read(on: Queryable, siteId: SiteId, { shown }: PersonalRows, of: readonly CommentId[] | AuthorId): Promise<StoredRow[]> {
    return (await rows<{ row: StoredRow }>(on, shown, [siteId, of])).map(({ row }) => row);
  }

  /** The author's among the next deliveries; `last` is null behind the end. */
  async deliveries(on: Queryable, siteId: SiteId, id: AuthorId, { after, limit }: { readonly after: string; readonly limit: number }): Promise<{ readonly last: string | null; readonly rows: readonly StoredRow[] }> {
    const [found] = await rows<{ last: string | null; rows: StoredRow[] }>(on, DELIVERIES, [siteId, id, after, limit]);
    return found ?? { last: null, rows: [] };
  }
}
