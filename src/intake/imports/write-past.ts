import { Injectable } from '@nestjs/common';
import type { AuthorId, CommentId } from '../../domain/ids';
import { must } from '../../domain/must';
import type { Tx } from '../../platform/database/unit-of-work';
import { Breath } from '../../platform/jobs/breath';
import type { ArticleChange } from '../../store/article.store';
import { ImportWriteStore, type KnownComment, type WaitingReply } from '../../store/import-write.store';
import { articleRow, authorRow, type KnownAuthor, MakePastRecords, type PastRecords, type RecordedFor } from './past-records';
import type { ParentKey, ReadComment, ReadRow } from './past-comment';

/** No thread goes deeper, neither here nor among comments that come in. */
export const DEEPEST_REPLY = 1_000;

/** Rows of one batch by what they are. */
export interface PastBatch {
  readonly rows: readonly (ReadRow & { readonly row: number })[];
}

export interface Written {
  readonly imported: number;
  /** Rows of comments that were there already, by row. */
  readonly repeated: number;
}

interface CommentInFile {
  readonly id: CommentId;
  readonly row: number;
  readonly line: number | null;
  readonly comment: ReadComment;
}

/** ③ Remembers a batch of rows: articles, authors, then everything that comments write, in the order in which locks are taken everywhere. */
@Injectable()
export class WritePast {
  constructor(
    private readonly store: ImportWriteStore,
    private readonly records: MakePastRecords,
  ) {}

  async execute(tx: Tx, within: RecordedFor, { rows }: PastBatch): Promise<Written> {
    const { site, now } = within;
    const comments = rows.flatMap(({ thing, row, line }): CommentInFile[] => (thing.kind === 'comment' ? [{ id: this.records.idOf(within, thing.comment), row, line, comment: thing.comment }] : []));
    const known = await this.known(tx, within, comments);
    const fresh = freshOf(comments, known);
    await this.store.addArticles(tx, site.id, articlesOf(rows, fresh), now);
    const authors = new Map<ReadComment, KnownAuthor>();
    for (const { comment } of fresh) if (comment.author !== null) authors.set(comment, this.records.authorOf(within, comment.author));
    await this.store.seeAuthors(tx, site.id, this.authorRows(within, rows, authors));
    const breath = new Breath();
    const made: Made[] = [];
    for (const one of fresh) {
      made.push({ ...one, records: this.records.make(within, one, authors.get(one.comment) ?? null) });
      await breath.take();
    }
    const placed = placesOf(made, known);
    await this.store.write(tx, site.id, {
      run: within.run,
      comments: made.map(({ records }) => ({ ...records.comment, ...must(placed.places.get(records.comment.id), 'place') })),
      revisions: made.flatMap(({ records }) => records.revisions),
      evaluations: made.flatMap(({ records }) => records.evaluations),
      decisions: made.flatMap(({ records }) => records.decisions),
      items: made.flatMap(({ records }) => records.item ?? []),
      signals: made.flatMap(({ records }) => records.signal ?? []),
      replies: placed.waiting,
      events: made.flatMap(({ records }) => records.events),
    });
    return { imported: made.length, repeated: comments.length - made.length };
  }

  /** What is there of these comments and of those they answer. */
  private async known(tx: Tx, within: RecordedFor, comments: readonly CommentInFile[]): Promise<Known> {
    const keys = comments.flatMap(({ comment }) => comment.parent ?? []);
    const ids = [...comments.map(({ id }) => id), ...keys.flatMap((key) => ('id' in key ? [key.id] : []))];
    const externalIds = [...comments.flatMap(({ comment }) => comment.externalId ?? []), ...keys.flatMap((key) => ('externalId' in key ? [key.externalId] : []))];
    return new Known(await this.store.known(tx, within.site.id, within.run, { ids, externalIds }));
  }

  private authorRows(within: RecordedFor, rows: PastBatch['rows'], authors: ReadonlyMap<ReadComment, KnownAuthor>): ReturnType<typeof authorRow>[] {
    const byId = new Map<AuthorId, { known: KnownAuthor; comments: ReadComment[] }>();
    for (const { thing } of rows) if (thing.kind === 'author') byId.set(thing.author.id as AuthorId, { known: this.records.authorOf(within, thing.author), comments: [] });
    for (const [comment, known] of authors) {
      if (known.id === null) continue;
      const one = byId.get(known.id) ?? { known, comments: [] };
      byId.set(known.id, one);
      one.comments.push(comment);
    }
    return [...byId].map(([id, { known, comments }]) => authorRow(known, id, comments, within.now));
  }
}

/** The comments that are not there yet; of two with one id in a file the first counts. */
function freshOf(comments: readonly CommentInFile[], known: Known): CommentInFile[] {
  const seen = new Set<string>();
  return comments.filter(({ id, comment: { externalId } }) => {
    const external = externalId === null ? id : `external ${externalId}`;
    if (known.has({ id }) || (externalId !== null && known.has({ externalId })) || seen.has(id) || seen.has(external)) return false;
    seen.add(id).add(external);
    return true;
  });
}

/** Each article once, as it was named first; a line of its own knows more than a comment does. */
function articlesOf(rows: PastBatch['rows'], fresh: readonly CommentInFile[]): ArticleChange[] {
  const articles = new Map<string, ArticleChange>();
  for (const { thing } of rows) if (thing.kind === 'article') articles.set(thing.article.id, articleRow(thing.article));
  for (const { comment: { article } } of fresh) if (!articles.has(article.id)) articles.set(article.id, articleRow(article));
  return [...articles.values()];
}

/** Comments by either of their names. */
class Known {
  private readonly byId = new Map<string, KnownComment>();
  private readonly byExternalId = new Map<string, KnownComment>();

  constructor(found: readonly KnownComment[]) {
    for (const one of found) this.add(one);
  }

  add(one: KnownComment): void {
    this.byId.set(one.id, one);
    if (one.external_id !== null) this.byExternalId.set(one.external_id, one);
  }

  get(key: ParentKey): KnownComment | undefined {
    return 'id' in key ? this.byId.get(key.id) : this.byExternalId.get(key.externalId);
  }

  has(key: ParentKey): boolean {
    return this.get(key) !== undefined;
  }
}

interface Made extends CommentInFile {
  readonly records: PastRecords;
}

interface Place {
  readonly parentId: CommentId | null;
  readonly depth: number;
}

/** Below which comment each one stands. A reply whose parent has not come yet, or waits itself, stands at the top and waits. */
function placesOf(made: readonly Made[], known: Known): { readonly places: ReadonlyMap<CommentId, Place>; readonly waiting: readonly WaitingReply[] } {
  const places = new Map<CommentId, Place>();
  const waiting: WaitingReply[] = [];
  for (const { comment: { parent }, records: { comment }, row, line } of made) {
    const above = parent === null ? undefined : known.get(parent);
    const fits = above !== undefined && above.article_id === comment.articleId && above.depth < DEEPEST_REPLY && !above.waits;
    const place: Place = fits ? { parentId: above.id, depth: above.depth + 1 } : { parentId: null, depth: 0 };
    places.set(comment.id, place);
    const waits = parent !== null && !fits;
    if (waits) waiting.push({ commentId: comment.id, parentExternalId: 'externalId' in parent ? parent.externalId : null, parentId: 'id' in parent ? parent.id : null, row, line });
    known.add({ id: comment.id, external_id: comment.externalId, article_id: comment.articleId, depth: place.depth, waits });
  }
  return { places, waiting };
}
