import { Injectable, Logger } from '@nestjs/common';
import type { EventType, NewEvent } from '../../domain/events';
import type { SiteId } from '../../domain/ids';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import { type ArrivalRow, ArrivalStore } from '../../store/arrival.store';
import { EventStore } from '../../store/event.store';
import { FoldCursorStore } from '../../store/fold-cursor.store';
import { type SurgeRow, SurgeStore, WHOLE_SITE } from '../../store/surge.store';
import { articleSurges, HISTORY_MS, isOver, LEAST_ASKED, siteSurges, SLOT_MS, type Unlike, WINDOW_MS } from './surge-test';

/** Locked while one process looks at a site; nothing else is kept under that name. */
const LOCK = 'surges';
/** What articles have on average is told by the past two days. */
const USUAL_MS = 48 * 3_600_000;
/** A site with more busy articles than these at once is busy as a whole. */
const MOST_ASKED = 200;

/** Looks whether comments come unlike before, or are withheld unlike before: begins surges, follows them and ends them. */
@Injectable()
export class WatchSurges {
  private readonly log = new Logger('surges');

  constructor(
    private readonly work: UnitOfWork,
    private readonly cursors: FoldCursorStore,
    private readonly arrivals: ArrivalStore,
    private readonly surges: SurgeStore,
    private readonly events: EventStore,
  ) {}

  /** @param articleIds under which comments came since the last look. Surges under way are looked at in any case. */
  async look(siteId: SiteId, articleIds: readonly string[], now: Date): Promise<void> {
    const lines = await this.work.run((tx) => this.lookOnce(tx, siteId, articleIds, now));
    for (const { type, payload } of lines) this.log.warn({ siteId, ...payload }, type);
  }

  private async lookOnce(tx: Tx, siteId: SiteId, articleIds: readonly string[], now: Date): Promise<readonly NewEvent[]> {
    if ((await this.cursors.lock(tx, siteId, LOCK)) === null) return [];
    const windowBegan = new Date(Math.ceil((now.getTime() - WINDOW_MS) / SLOT_MS) * SLOT_MS);
    const on = await this.surges.on(tx, siteId);
    const subjects = [...new Set([...articleIds, ...on.map((surge) => surge.article_id)])];
    const recent = await this.arrivals.recent(tx, siteId, subjects, windowBegan);
    const calmed = await this.follow(tx, siteId, { on, recent, now });
    const isOn = new Set(on.map(nameOf));
    const found = (await this.unlike(tx, siteId, [...recent.values()], windowBegan)).filter(({ row, unlike }) => !isOn.has(nameOf({ article_id: row.article_id, kind: unlike.kind })));
    const surged: NewEvent[] = [];
    for (const { row, unlike } of found) {
      const surge: SurgeRow = { ...row, kind: unlike.kind, since: now, usual: unlike.usual };
      if (await this.surges.begin(tx, siteId, surge)) surged.push(lineOf(surge, 'surged', { now, chance: unlike.chance }));
    }
    await this.events.append(tx, siteId, [...calmed, ...surged]);
    return [...calmed, ...surged];
  }

  private async follow(tx: Tx, siteId: SiteId, { on, recent, now }: { readonly on: readonly SurgeRow[]; readonly recent: ReadonlyMap<string, ArrivalRow>; readonly now: Date }): Promise<NewEvent[]> {
    const calmed: NewEvent[] = [];
    for (const surge of on) {
      const { comments, withheld } = recent.get(surge.article_id) ?? { comments: 0, withheld: 0 };
      const present = { ...surge, comments, withheld };
      if (isOver(surge, present, now)) {
        await this.surges.end(tx, siteId, surge);
        calmed.push(lineOf(present, 'calmed', { now }));
      } else if (comments !== surge.comments || withheld !== surge.withheld) {
        await this.surges.follow(tx, siteId, present);
      }
    }
    return calmed;
  }

  /** The past is read only of what is busy enough to be asked about. */
  private async unlike(tx: Tx, siteId: SiteId, recent: readonly ArrivalRow[], windowBegan: Date): Promise<{ readonly row: ArrivalRow; readonly unlike: Unlike }[]> {
    const busy = recent.filter(({ comments }) => comments >= LEAST_ASKED).sort((a, b) => b.comments - a.comments).slice(0, MOST_ASKED);
    if (busy.length === 0) return [];
    const before = (ms: number): { readonly from: Date; readonly to: Date } => ({ from: new Date(windowBegan.getTime() - ms), to: windowBegan });
    const history = await this.arrivals.history(tx, siteId, busy.map((row) => row.article_id), before(HISTORY_MS));
    const site = await this.arrivals.usual(tx, siteId, before(USUAL_MS));
    return busy.flatMap((row) => {
      const own = history.filter(({ article_id: id }) => id === row.article_id);
      const found = row.article_id === WHOLE_SITE ? siteSurges(row, own, windowBegan) : articleSurges(row, own, site, windowBegan);
      return found.map((unlike) => ({ row, unlike }));
    });
  }
}

function nameOf({ article_id: articleId, kind }: Pick<SurgeRow, 'article_id' | 'kind'>): string {
  return `${kind} ${articleId}`;
}

function lineOf(surge: SurgeRow, became: 'surged' | 'calmed', { now, chance }: { readonly now: Date; readonly chance?: number }): NewEvent {
  const { article_id: articleId, kind, since, comments, withheld, usual } = surge;
  const isSite = articleId === WHOLE_SITE;
  const type: EventType = isSite ? `site.${became}` : `article.${became}`;
  const [perHour, usualPerHour] = kind === 'holds' ? [withheld, usual * comments] : [comments, usual];
  const payload = { ...(isSite ? {} : { articleId }), kind, since: since.toISOString(), perHour, usualPerHour: Math.round(usualPerHour * 10) / 10, ...(chance === undefined ? {} : { chance }) };
  return { id: newId(), type, actor: 'system', commentId: null, itemId: null, decisionId: null, payload, requestId: null, createdAt: now };
}
