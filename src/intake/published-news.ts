import type { ArticleId, SiteId } from '../domain/ids';

/** What is committed is seen within this time, by whichever process; a thousand readers cost one look at the log in it. */
export const FRESH_MS = 500;
/** From this age on the next look may begin. */
export const AHEAD_MS = 250;
const MOST_SITES = 2_000;

interface Watched {
  position: number;
  /** When the last look that is over began. */
  seenAt: number;
  looking: Promise<void> | null;
}

export interface News {
  readonly last: number;
  readonly articles: readonly ArticleId[] | null;
}

export interface NewsSource {
  last(siteId: SiteId): Promise<number>;
  since(siteId: SiteId, position: number): Promise<News>;
}

/**
 * Follows the logs of the sites whose readers ask, as far as somebody asks: no timer, and nothing to do while nobody reads. A look is
 * one small query, shared by all who ask meanwhile; `changed` is told what may have become another page.
 */
export class PublishedNews {
  private readonly sites = new Map<SiteId, Watched>();

  constructor(
    private readonly source: NewsSource,
    private readonly changed: (siteId: SiteId, articles: readonly ArticleId[] | null) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** Whether everything committed {@link FRESH_MS} ago has been seen. */
  isFresh(siteId: SiteId): boolean {
    const watched = this.sites.get(siteId);
    return watched !== undefined && this.now() < watched.seenAt + FRESH_MS;
  }

  /** Begins the next look in time, so that while readers ask nobody waits for one. */
  lookAhead(siteId: SiteId): void {
    const watched = this.sites.get(siteId);
    // One that fails is told to the first who has to wait for a look.
    if (watched !== undefined && this.now() >= watched.seenAt + AHEAD_MS) this.lookOnce(siteId, watched).catch(() => undefined);
  }

  /** Resolves once it has. */
  async look(siteId: SiteId): Promise<void> {
    if (!this.isFresh(siteId)) await this.lookOnce(siteId, this.sites.get(siteId) ?? this.begin(siteId));
  }

  private lookOnce(siteId: SiteId, watched: Watched): Promise<void> {
    watched.looking ??= this.lookNow(siteId, watched).finally(() => { watched.looking = null; });
    return watched.looking;
  }

  private begin(siteId: SiteId): Watched {
    if (this.sites.size >= MOST_SITES) this.sites.clear();
    const watched: Watched = { position: -1, seenAt: 0, looking: null };
    this.sites.set(siteId, watched);
    return watched;
  }

  private async lookNow(siteId: SiteId, watched: Watched): Promise<void> {
    const began = this.now();
    if (watched.position < 0) {
      watched.position = await this.source.last(siteId);
      this.changed(siteId, null);
    } else {
      const { last, articles } = await this.source.since(siteId, watched.position);
      this.changed(siteId, articles);
      watched.position = last;
    }
    watched.seenAt = began;
  }
}
