import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { must } from '../domain/must';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { GroupCommit } from '../platform/group-commit';
import type { Plain } from '../platform/http/plain';
import type { ClaimedItem, NewClaim } from '../store/claim.store';
import { type ClaimedItemsView, toClaimView } from './claim.view';
import type { DeskCall } from './desk-call';
import { ItemPages } from './item-pages';
import { Leases, newClaim, type Place } from './leases';
import { ScanFloors } from './scan-floors';
import { KeepItemsMoving } from './workflow/keep-items-moving';

interface Wanted {
  readonly queueId: string | null;
  /** Queues whose items this person may not see. */
  readonly closedQueues: readonly string[];
  readonly count: number;
}

interface Job {
  readonly call: DeskCall;
  readonly count: number;
}

/** What all of one line ask for. */
interface Line {
  readonly siteId: SiteId;
  readonly queueId: string | null;
  readonly closedQueues: readonly string[];
}

type Served = Plain<ClaimedItemsView>;

/** Places per transaction: its locks are held for as long as the log takes to write. */
const MOST_JOBS = 32;

/**
 * Moderators who ask for the next item at the same moment are served together, first come, first served: one scan, one commit and
 * one read of the pages for all of them, so that a shift of sixty costs little more than one. Who asks alone waits for nobody.
 */
@Injectable()
export class ClaimLine {
  private readonly floors = new ScanFloors();
  private readonly lines = new Map<string, { readonly commits: GroupCommit<Job, Served>; waiting: number }>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly leases: Leases,
    private readonly pages: ItemPages,
    private readonly moving: KeepItemsMoving,
  ) {}

  /** The next items for one person; fewer or none when no more wait. */
  async next(call: DeskCall, { queueId, closedQueues, count }: Wanted): Promise<Served> {
    const key = JSON.stringify([call.site.id, queueId, ...(queueId === null ? closedQueues : [])]);
    let line = this.lines.get(key);
    if (!line) {
      const asked: Line = { siteId: call.site.id, queueId, closedQueues };
      line = { commits: new GroupCommit((jobs) => this.serve(key, asked, jobs), MOST_JOBS), waiting: 0 };
      this.lines.set(key, line);
    }
    line.waiting++;
    try {
      return await line.commits.add({ call, count });
    } finally {
      line.waiting--;
      if (line.waiting === 0) this.lines.delete(key);
    }
  }

  private async serve(key: string, line: Line, jobs: readonly Job[]): Promise<Served[]> {
    const now = new Date(Math.max(...jobs.map(({ call }) => call.now.getTime())));
    const claims = jobs.map(({ call }) => newClaim(call.personId, now));
    const places = jobs.flatMap(({ call, count }, index) => Array.from({ length: count }, (): Place => ({ claim: must(claims[index], 'claim'), call })));
    let taken = await this.unitOfWork.run((tx) => this.scan(tx, key, line, places));
    if (taken.length < places.length) taken = [...taken, ...(await this.unitOfWork.run((tx) => this.takeRest(tx, line, left(places, taken))))];
    const shown = await this.pages.read(line.siteId, taken.map(({ id }) => id));
    return jobs.map(({ call }, index) => {
      const claim: NewClaim = must(claims[index], 'claim');
      return { claim: toClaimView(claim), items: shown(call, taken.filter(({ claim_id: id }) => id === claim.id).map(({ id }) => id)) };
    });
  }

  private async scan(tx: Tx, key: string, line: Line, places: readonly Place[]): Promise<ClaimedItem[]> {
    const at = performance.now();
    const floor = this.floors.of(key, at);
    let taken = await this.leases.takeNext(tx, line.siteId, places, { ...line, floor });
    if (floor !== null && taken.length < places.length) {
      this.floors.forget(key);
      taken = [...taken, ...(await this.leases.takeNext(tx, line.siteId, left(places, taken), { ...line, floor: null }))];
    }
    const last = taken.at(-1);
    if (last !== undefined) this.floors.note(key, { priority: last.priority, openedAt: last.opened_at, id: last.id }, { at, tookMs: performance.now() - at });
    return taken;
  }

  /** What is left may be held by leases that have ended and were not swept yet, sleep though its time is over, or have been skipped by another one in the line. */
  private async takeRest(tx: Tx, line: Line, places: readonly Place[]): Promise<ClaimedItem[]> {
    const now = must(places[0], 'place').claim.from;
    await this.leases.sweepSite(tx, line.siteId, now);
    await this.moving.wakeSite(tx, line.siteId, now);
    const rest: ClaimedItem[] = [];
    for (const person of new Set(places.map(({ claim }) => claim.personId))) {
      rest.push(...(await this.leases.takeNext(tx, line.siteId, places.filter(({ claim }) => claim.personId === person), { ...line, floor: null })));
    }
    return rest;
  }
}

/** The places that got nothing: each item goes to the first free place of its claim. */
function left(places: readonly Place[], taken: readonly ClaimedItem[]): Place[] {
  const served = new Map<string, number>();
  for (const { claim_id: id } of taken) served.set(id, (served.get(id) ?? 0) + 1);
  return places.filter(({ claim: { id } }) => {
    const more = served.get(id) ?? 0;
    served.set(id, more - 1);
    return more <= 0;
  });
}
