import type { ArticleId, SiteId } from '../domain/ids';

/** A page of comments as it is sent, made once for all its readers. */
export interface PublishedAnswer {
  readonly body: Buffer;
  readonly etag: string;
  /** Another page follows from this moment on, though nobody changes anything: comments close. Milliseconds. */
  readonly endsAt: number;
}

export interface ShelfKey {
  readonly siteId: SiteId;
  readonly articleId: ArticleId;
  /** The path and query that ask for the page. */
  readonly address: string;
}

interface Kept extends ShelfKey {
  readonly answer: Promise<PublishedAnswer>;
  /** Once it is there. */
  ready: PublishedAnswer | null;
  readonly readAt: number;
}

const MOST_PAGES = 2_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** A page is read again after this time whatever the log says: for what was changed past it, in the database itself. */
export const LONGEST_KEPT_MS = 10_000;

/** Pages that readers asked for lately, until something of their article changes. Bounded in number and bytes; what was not asked for the longest goes first. */
export class PublishedShelf {
  private readonly pages = new Map<string, Kept>();
  private bytes = 0;

  constructor(private readonly now: () => number = Date.now) {}

  get size(): number {
    return this.pages.size;
  }

  get(address: string): Kept | null {
    const kept = this.pages.get(address);
    if (kept === undefined) return null;
    const now = this.now();
    if (now < kept.readAt + LONGEST_KEPT_MS && now < (kept.ready?.endsAt ?? Infinity)) return kept;
    this.drop(kept);
    return null;
  }

  /** The page from the shelf, or read now; whoever asks meanwhile waits for the same reading. */
  getOrRead(key: ShelfKey, read: () => Promise<PublishedAnswer>): Promise<PublishedAnswer> {
    const known = this.get(key.address);
    if (known !== null) {
      // A map keeps the order of insertion: the page moves to the young end.
      this.pages.delete(key.address);
      this.pages.set(key.address, known);
      return known.answer;
    }
    const kept: Kept = { ...key, answer: read(), ready: null, readAt: this.now() };
    this.pages.set(key.address, kept);
    kept.answer.then(
      (answer) => { this.arrived(kept, answer); },
      () => { this.drop(kept); },
    );
    return kept.answer;
  }

  /** What may have changed goes, readings under way too: they may have begun before the change. */
  forget(siteId: SiteId, articles: readonly ArticleId[] | null): void {
    if (articles?.length === 0) return;
    const gone = articles && new Set(articles);
    for (const kept of this.pages.values()) if (kept.siteId === siteId && (gone === null || gone.has(kept.articleId))) this.drop(kept);
  }

  private arrived(kept: Kept, answer: PublishedAnswer): void {
    if (this.pages.get(kept.address) !== kept) return;
    kept.ready = answer;
    this.bytes += answer.body.length;
    for (const oldest of this.pages.values()) {
      if (this.pages.size <= MOST_PAGES && this.bytes <= MOST_BYTES) break;
      this.drop(oldest);
    }
  }

  private drop(kept: Kept): void {
    if (this.pages.get(kept.address) !== kept) return;
    this.pages.delete(kept.address);
    this.bytes -= kept.ready?.body.length ?? 0;
  }
}
