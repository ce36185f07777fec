import { type Api, ApiProblem, type CommentPage, type PublishedComment } from './api';

/** What is published under the article, as far as this reader has loaded it. */
export class PublishedList {
  items: readonly PublishedComment[] = [];
  total = 0;
  closed = false;
  takesNotices = false;
  private order = 'newest';
  private cursor: string | null = null;
  /** Where the next replies of a comment begin. */
  private readonly replyCursors = new Map<string, string>();
  /** A newer first page that waits until the reader asks for it: nothing jumps. */
  private waiting: CommentPage | null = null;
  private looking = false;

  constructor(private readonly api: Api) {}

  get hasMore(): boolean {
    return this.cursor !== null;
  }

  has(id: string): boolean {
    return idsOf(this.items).includes(id);
  }

  /** The first page anew; what was loaded beyond it stays, unless the order is another one. */
  async load(order = this.order): Promise<void> {
    const page = await this.api.published(order, null).catch((error: unknown): CommentPage => {
      // An article that nobody has commented on is not known to the service yet.
      if (error instanceof ApiProblem && error.status === 404) return { items: [], nextCursor: null };
      throw error;
    });
    if (order !== this.order) this.items = [];
    this.order = order;
    this.take(page);
  }

  /** One page more; the first comment of it, if there is one. */
  async loadMore(): Promise<string | null> {
    const page = await this.api.published(this.order, this.cursor);
    const known = new Set(this.items.map(({ id }) => id));
    const items = page.items.filter(({ id }) => !known.has(id));
    this.items = [...this.items, ...items];
    this.cursor = page.nextCursor;
    return items[0]?.id ?? null;
  }

  /** More of the replies under a comment, page by page until there is a new one; its id, if there is one. */
  async loadReplies(id: string): Promise<string | null> {
    const known = new Set(idsOf(this.items));
    for (;;) {
      const page = await this.api.published('oldest', this.replyCursors.get(id) ?? null, id);
      const isLast = page.nextCursor === null;
      if (page.nextCursor === null) this.replyCursors.delete(id);
      else this.replyCursors.set(id, page.nextCursor);
      this.items = changed(this.items, id, (comment) => {
        const replies = joined(page.items, comment.replies ?? []);
        // After the last page there is no more, whatever was counted before somebody took a reply back.
        return { ...comment, replies, replyCount: isLast ? countOf(replies) : (comment.replyCount ?? 0) };
      });
      const first = idsOf(page.items).find((each) => !known.has(each));
      if (first !== undefined || isLast) return first ?? null;
    }
  }

  /** Looks for news, which wait until they are taken; how many, null when there was nothing to look for. */
  async look(own: readonly string[]): Promise<number | null> {
    if (this.looking || this.order !== 'newest') return null;
    this.looking = true;
    const page = await this.api.published(this.order, null).catch(() => null);
    this.looking = false;
    if (page === null) return null;
    const known = new Set([...idsOf(this.items), ...own]);
    const count = idsOf(page.items).filter((id) => !known.has(id)).length;
    this.waiting = count > 0 ? page : null;
    return count;
  }

  takeWaiting(): void {
    if (this.waiting !== null) this.take(this.waiting);
  }

  private take(page: CommentPage): void {
    const last = page.items.at(-1)?.id;
    const end = this.items.findIndex(({ id }) => id === last);
    const rest = end < 0 || page.nextCursor === null ? [] : this.items.slice(end + 1);
    const known = new Map(this.items.map((comment) => [comment.id, comment]));
    this.items = [...page.items.map((comment) => withLoaded(comment, known.get(comment.id))), ...rest];
    if (rest.length === 0) this.cursor = page.nextCursor;
    this.total = page.counts?.total ?? page.items.length;
    this.closed = page.article?.commentsMode === 'closed';
    this.takesNotices = page.takesNotices === true;
    this.waiting = null;
  }
}

/** How many replies directly under a comment, or under those, are there but not here. */
export function missing({ replies = [], replyCount = 0 }: PublishedComment): number {
  return Math.max(0, replyCount - countOf(replies));
}

/** `replyCount` counts the whole thread below a comment, without removed ones. */
function countOf(replies: readonly PublishedComment[]): number {
  return replies.reduce((sum, reply) => sum + (reply.replyCount ?? 0) + (reply.html === null ? 0 : 1), 0);
}

/** The newer state of a comment, with replies that were loaded before and have no room in it. */
function withLoaded(fresh: PublishedComment, known: PublishedComment | undefined): PublishedComment {
  return known === undefined || missing(fresh) === 0 ? fresh : { ...fresh, replies: joined(fresh.replies ?? [], known.replies ?? []) };
}

/** Both without doubles, oldest first: ids are in the order of time. */
function joined(fresh: readonly PublishedComment[], known: readonly PublishedComment[]): PublishedComment[] {
  const all = new Map(known.map((comment) => [comment.id, comment]));
  for (const comment of fresh) all.set(comment.id, withLoaded(comment, all.get(comment.id)));
  return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function changed(comments: readonly PublishedComment[], id: string, change: (comment: PublishedComment) => PublishedComment): PublishedComment[] {
  return comments.map((comment) => (comment.id === id ? change(comment) : comment.replies?.length ? { ...comment, replies: changed(comment.replies, id, change) } : comment));
}

function idsOf(comments: readonly PublishedComment[]): string[] {
  return comments.flatMap((comment) => [comment.id, ...idsOf(comment.replies ?? [])]);
}
