import { Injectable } from '@nestjs/common';
import type { CommentId, SiteId } from '../../domain/ids';
import type { DuplicatePlan } from '../../engine/decide/compiled-rule-set';
import type { Needs } from '../../engine/decide/needs';
import { comparableText, similarityOf, type Sketch, sketchOf } from '../../engine/match/near-duplicates';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { CommentStore } from '../../store/comment.store';
import { type CandidateRow, NearDuplicateStore } from '../../store/near-duplicate.store';
import type { AskedComment } from './asked';
import type { Gathering } from './gathered';

/** From here on two texts belong to one row of copies. */
export const ALIKE = 0.6;
/** No window reaches further back. */
export const LONGEST_WINDOW_SECONDS = 28 * 86_400;
/** Of each text's candidates the newest so many are compared: a campaign is one at a hundred copies too. */
const MOST_CANDIDATES = 100;
/** Texts of a campaign are compared again and again. */
const MOST_REMEMBERED = 2_000;

/** An earlier comment that is perhaps a copy. */
type Earlier = Pick<CandidateRow, 'comment_id' | 'cluster' | 'created_at' | 'author_id' | 'ip_hash' | 'article_id' | 'status'>;

/** A copy that was found, with how alike it is. */
export interface NearCopy {
  readonly commentId: CommentId;
  readonly similarity: number;
}

interface Sketched {
  readonly asked: AskedComment;
  readonly text: string;
  readonly sketch: Sketch;
}

/** Finds copies of texts among the comments of the last weeks, and within the batch itself. Every copy is verified on the texts. */
@Injectable()
export class NearCopies {
  private readonly remembered = new Map<string, string>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly sketches: NearDuplicateStore,
    private readonly comments: CommentStore,
  ) {}

  /** Fills in counts, cluster and bands of each comment, in the order of the batch: a later one sees those before it. */
  async gather(siteId: SiteId, { nearDuplicates: plans, nearDuplicateCluster }: Needs, batch: readonly AskedComment[], into: ReadonlyMap<CommentId, Gathering>): Promise<void> {
    const sketched = await this.sketch(siteId, batch);
    const oldest = Math.max(0, ...plans.map(({ windowSeconds }) => windowSeconds), nearDuplicateCluster ? LONGEST_WINDOW_SECONDS : 0);
    const candidates = await this.candidates(siteId, sketched, oldest);
    const before: Sketched[] = [];
    for (const asked of batch) for (const plan of plans) set(into, asked, plan, 0);
    sketched.forEach((one, index) => {
      const stored = candidates.filter(({ row }) => row.n === index && row.comment_id !== one.asked.id);
      const copies = [...stored.map(({ row, text }) => ({ of: row, similarity: similarityOf(one.text, text) })), ...inBatch(one, before, into)];
      for (const plan of plans) set(into, one.asked, plan, counted(plan, one.asked, copies));
      const gathering = into.get(one.asked.id);
      if (gathering) {
        gathering.cluster = clusterOf(one.asked.id, copies);
        gathering.bands = one.sketch.bands;
      }
      before.push(one);
    });
  }

  /** The copies of a stored comment since then, most alike first. */
  async of(siteId: SiteId, comment: AskedComment, { since, least }: { readonly since: Date; readonly least: number }): Promise<NearCopy[]> {
    const sketched = await this.sketch(siteId, [comment]);
    const candidates = await this.candidates(siteId, sketched, Math.max(0, (comment.receivedAt.getTime() - since.getTime()) / 1_000));
    const copies = candidates.map(({ row, text }) => ({ commentId: row.comment_id, similarity: similarityOf(sketched[0]?.text ?? '', text) }));
    return copies.filter(({ commentId, similarity }) => commentId !== comment.id && similarity >= least).sort((a, b) => b.similarity - a.similarity || (a.commentId < b.commentId ? -1 : 1));
  }

  private async sketch(siteId: SiteId, batch: readonly AskedComment[]): Promise<Sketched[]> {
    const parentIds = [...new Set(batch.flatMap(({ parentId }) => parentId ?? []))];
    const parents = parentIds.length === 0 ? [] : await this.comments.findParents(this.work.reads, siteId, parentIds);
    const bodies = new Map(parents.map(({ id, body }) => [id, body]));
    return batch.flatMap((asked) => {
      const text = comparableText(asked.body, asked.format, asked.parentId === null ? null : (bodies.get(asked.parentId) ?? null));
      const sketch = sketchOf(text, saltOf(siteId));
      return sketch === null ? [] : [{ asked, text, sketch }];
    });
  }

  private async candidates(siteId: SiteId, sketched: readonly Sketched[], windowSeconds: number): Promise<{ readonly row: CandidateRow; readonly text: string }[]> {
    const [first] = sketched;
    if (!first) return [];
    const since = new Date(first.asked.receivedAt.getTime() - windowSeconds * 1_000);
    const found = await this.sketches.find(this.work.reads, siteId, sketched.map(({ sketch }) => sketch), { since, limit: MOST_CANDIDATES });
    const texts = new Map(found.flatMap((row) => {
      const known = this.remembered.get(nameOf(row));
      return known === undefined ? [] : [[nameOf(row), known] as const];
    }));
    const unknown = [...new Set(found.filter((row) => !texts.has(nameOf(row))).map((row) => row.comment_id))];
    for (const row of await this.sketches.texts(this.work.reads, siteId, unknown)) {
      const text = comparableText(row.body, row.format, row.parent_body);
      texts.set(nameOf(row), text);
      this.remember(nameOf(row), text);
    }
    return found.flatMap((row) => {
      const text = texts.get(nameOf(row));
      return text === undefined ? [] : [{ row, text }];
    });
  }

  private remember(name: string, text: string): void {
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(name, text);
  }
}

interface Copy {
  readonly of: Earlier;
  readonly similarity: number;
}

/** Those of the same batch are not committed yet, but a campaign often comes within a second. */
function inBatch({ text, sketch }: Sketched, before: readonly Sketched[], known: ReadonlyMap<CommentId, Gathering>): Copy[] {
  return before.filter((other) => other.sketch.bands.some((band, at) => band === sketch.bands[at])).map(({ asked, text: otherText }) => ({
    of: { comment_id: asked.id, cluster: known.get(asked.id)?.cluster ?? asked.id, created_at: asked.receivedAt, author_id: asked.authorId, ip_hash: asked.ip, article_id: asked.articleId, status: 'held' },
    similarity: similarityOf(text, otherText),
  }));
}

function counted({ similarity: least, windowSeconds, against, distinct }: DuplicatePlan, asked: AskedComment, copies: readonly Copy[]): number {
  const since = asked.receivedAt.getTime() - windowSeconds * 1_000;
  const counting = copies.filter(({ of, similarity }) =>
    similarity >= least && of.created_at.getTime() >= since
    && (against !== 'rejected' || of.status === 'rejected')
    && (against !== 'same_author' || (of.author_id !== null && of.author_id === asked.authorId)));
  if (distinct === undefined) return counting.length;
  const own = distinctOf(distinct, { author_id: asked.authorId, ip_hash: asked.ip, article_id: asked.articleId });
  const others = new Set(counting.map(({ of }) => distinctOf(distinct, of)));
  others.delete(own);
  others.delete(null);
  return others.size;
}

function distinctOf(distinct: NonNullable<DuplicatePlan['distinct']>, { author_id: author, ip_hash: ip, article_id: article }: Pick<Earlier, 'author_id' | 'ip_hash' | 'article_id'>): string | null {
  switch (distinct) {
    case 'author':
      return author;
    case 'ip':
      return ip?.toString('base64') ?? null;
    case 'article':
      return article;
  }
}

/** The row of copies of the one most alike; a text without any begins a row. */
function clusterOf(id: CommentId, copies: readonly Copy[]): CommentId {
  const [closest] = copies.filter(({ similarity }) => similarity >= ALIKE).sort((a, b) => b.similarity - a.similarity || (a.of.comment_id < b.of.comment_id ? -1 : 1));
  return closest?.of.cluster ?? id;
}

function set(into: ReadonlyMap<CommentId, Gathering>, { id }: AskedComment, plan: DuplicatePlan, count: number): void {
  const gathering = into.get(id);
  if (gathering && plan.against !== 'article_text') gathering.duplicates[plan.id] = count;
}

function nameOf({ comment_id: id, revision }: Pick<CandidateRow, 'comment_id' | 'revision'>): string {
  return `${id} ${String(revision)}`;
}

/** Copies on another site are other people's business: the same text has other bands there. */
function saltOf(siteId: SiteId): number {
  return parseInt(siteId.slice(-8), 16) | 0;
}
