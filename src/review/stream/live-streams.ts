import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { WeirRequest } from '../../access/access.decorator';
import { StandingAccess } from '../../access/guard/standing-access';
import { FRESH_FOR_MS } from '../../access/guard/fresh-cache';
import { problem } from '../../domain/errors';
import type { SiteId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Loop } from '../../platform/jobs/loop';
import { QueueStore } from '../../store/queue.store';
import { StreamStore } from '../../store/stream.store';
import { QueueAccess } from '../queues/queue-access';
import type { DeskStream } from './desk-stream';
import { type Counts, QueueCounts } from './queue-counts';
import { SiteFeed } from './site-feed';
import { heartbeat } from './stream-message';

/** How often a process looks for new lines of the sites whose streams it serves. */
const POLL_SECONDS = 0.2;
/** Proxies close what is silent for a minute, some for half of one. */
const HEARTBEAT_MS = 15_000;
/** Lines after which somebody may see less, or more, than before. */
const OF_MEMBERSHIP = /^(member|key|queue)\./;
/** What a client that does not read may still hold up the end of the service. */
const GOODBYE_MS = 300;

interface Following {
  readonly stream: DeskStream;
  readonly request: WeirRequest;
}

interface Site {
  readonly feed: SiteFeed;
  readonly counts: QueueCounts;
}

/** All streams of this process: one reader of the log for each site that somebody follows, the heartbeat, and the end of what is no longer allowed. */
@Injectable()
export class LiveStreams implements OnModuleDestroy {
  private readonly log = new Logger('stream');
  private readonly sites = new Map<SiteId, Promise<Site>>();
  private readonly following = new Set<Following>();
  private loop: Loop | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isStopping = false;

  constructor(
    private readonly work: UnitOfWork,
    private readonly store: StreamStore,
    private readonly queues: QueueStore,
    private readonly access: StandingAccess,
    private readonly queueAccess: QueueAccess,
  ) {}

  /** False once the process is about to end: nobody else is let in. */
  get isOpen(): boolean {
    return !this.isStopping;
  }

  /** The last line of the site's log: where one begins who has none. */
  head(siteId: SiteId): Promise<number> {
    return this.store.last(this.work.reads, siteId);
  }

  /** The stream gets everything behind its position, until it or the permission it was opened with ends. */
  async follow(siteId: SiteId, following: Following): Promise<void> {
    const { stream } = following;
    await this.look(following);
    const { feed } = await this.present(siteId);
    // Not allowed any more, or gone already.
    if (stream.isOver) throw problem('not_found');
    this.following.add(following);
    stream.once('close', () => this.following.delete(following));
    feed.follow(stream);
    this.begin();
    this.loop?.wake();
  }

  onModuleDestroy(): void {
    this.isStopping = true;
    if (this.timer) clearInterval(this.timer);
    void this.loop?.stop();
    for (const { stream } of this.following) end(stream);
  }

  /** The site's feed, certain not to be forgotten before the caller's next line. */
  private async present(siteId: SiteId): Promise<Site> {
    for (;;) {
      const opening = this.site(siteId);
      const site = await opening;
      if (this.sites.get(siteId) === opening) return site;
    }
  }

  private site(siteId: SiteId): Promise<Site> {
    const known = this.sites.get(siteId);
    if (known) return known;
    const made = this.openSite(siteId);
    this.sites.set(siteId, made);
    made.catch(() => this.sites.delete(siteId));
    return made;
  }

  private async openSite(siteId: SiteId): Promise<Site> {
    const feed = new SiteFeed((after, limit) => this.store.after(this.work.reads, siteId, after, limit), await this.store.last(this.work.reads, siteId));
    return { feed, counts: new QueueCounts(() => this.count(siteId), (textFor) => { feed.tell(textFor); }) };
  }

  private begin(): void {
    if (this.isStopping) return;
    this.loop ??= this.started();
    this.timer ??= setInterval(() => void this.beat(), HEARTBEAT_MS).unref();
  }

  private started(): Loop {
    const loop = new Loop({ name: 'review.stream', seconds: POLL_SECONDS, run: (signal) => this.advance(signal) });
    loop.start();
    return loop;
  }

  /** One round over all sites. A site that nobody follows any more is forgotten. */
  private async advance(signal: AbortSignal): Promise<void> {
    for (const [siteId, opening] of this.sites) {
      if (signal.aborted) return;
      const { feed, counts } = await opening;
      if (feed.streams.size === 0) {
        this.sites.delete(siteId);
        continue;
      }
      const lines = await feed.advance();
      if (lines.length > 0) counts.outdated();
      if (lines.some(({ type }) => type !== null && OF_MEMBERSHIP.test(type))) this.checkSoon();
      await counts.round(Date.now());
    }
  }

  private async count(siteId: SiteId): Promise<Counts> {
    const rows = await this.queues.list(this.work.reads, siteId, { personId: null, now: new Date() });
    return Object.fromEntries(rows.map(({ id, open, unclaimed, overdue }) => [id, { open, unclaimed, overdue }]));
  }

  private async beat(): Promise<void> {
    for (const { stream } of this.following) {
      if (stream.isLive) stream.send(heartbeat(stream.position));
    }
    await this.check();
  }

  /** Now, and once more when no process remembers the credential as it was. */
  private checkSoon(): void {
    void this.check();
    setTimeout(() => void this.check(), FRESH_FOR_MS + 100).unref();
  }

  /** Ends the streams of those who may no longer read. While nobody can tell, they go on. */
  private async check(): Promise<void> {
    for (const following of [...this.following]) {
      try {
        if (!following.stream.isOver) await this.look(following);
      } catch (error) {
        this.log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'whether streams are still allowed could not be asked');
        return;
      }
    }
  }

  private async look({ stream, request }: Following): Promise<void> {
    const [actor, site] = [await this.access.holder(request, 'review.read'), request.weir?.site];
    if (!actor || !site) {
      stream.destroy();
      return;
    }
    const personId = actor.kind === 'person' ? actor.personId : null;
    stream.hidden = new Set(await this.queueAccess.closedTo({ site, personId, permissions: actor.permissions }));
  }
}

/** Says goodbye: the client comes back by itself, to another process or the next start of this one. */
function end(stream: DeskStream): void {
  if (stream.isOver) return;
  stream.push(null);
  setTimeout(() => stream.destroy(), GOODBYE_MS).unref();
}
