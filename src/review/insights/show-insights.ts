import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { InsightStore, type LoadRow, type Series, type TimeRow } from '../../store/insight.store';
import type { DeskLook } from '../desk-call';
import { onlyOf } from '../stats/show-stats';
import { percentile } from '../stats/time-buckets';
import { spanOf } from '../stats/time-span';
import { type DecisionTimesListView, type InsightQuery, type LoadListView, type LoadView, MOST_DAYS_BY, type SeriesQuery, type VolumeListView } from './insight.dto';

const MINUTE_MS = 60_000;

/** What charts show, from the sums of hours: a year costs as much for a million comments as for a thousand. */
@Injectable()
export class ShowInsights {
  constructor(
    private readonly work: UnitOfWork,
    private readonly insights: InsightStore,
  ) {}

  async volume(query: SeriesQuery, look: DeskLook): Promise<Plain<VolumeListView>> {
    const rows = await this.insights.volume(this.work.reads, look.site.id, seriesOf(query, look));
    return { items: rows.map(({ at, ...counts }) => ({ at: at.toISOString(), ...counts })) };
  }

  async decisionTimes(query: SeriesQuery, look: DeskLook): Promise<Plain<DecisionTimesListView>> {
    const series = seriesOf(query, look);
    const [decided, times] = await Promise.all([this.insights.decided(this.work.reads, look.site.id, series), this.insights.times(this.work.reads, look.site.id, series)]);
    const found = byMoment(times);
    return {
      items: decided.map(({ at, decided: count }) => {
        const counted = found.get(at.getTime()) ?? new Map<number, number>();
        return { at: at.toISOString(), decided: count, p50Seconds: percentile(counted, 0.5), p90Seconds: percentile(counted, 0.9) };
      }),
    };
  }

  /** Who may not read the log sees only themselves. */
  async load(query: InsightQuery, look: DeskLook): Promise<Plain<LoadListView>> {
    const span = spanOf(query, look.now, MOST_DAYS_BY.day);
    const rows = await this.insights.load(this.work.reads, look.site.id, { ...span, timeZone: look.site.settings.timeZone, only: onlyOf(look) });
    return { items: toLoad(rows) };
  }
}

function seriesOf({ bucket, ...asked }: SeriesQuery, { now, site }: DeskLook): Series {
  return { ...spanOf(asked, now, MOST_DAYS_BY[bucket]), bucket, timeZone: bucket === 'hour' ? 'UTC' : site.settings.timeZone };
}

function byMoment(times: readonly TimeRow[]): ReadonlyMap<number, Map<number, number>> {
  const found = new Map<number, Map<number, number>>();
  for (const { at, bucket, count } of times) {
    const counts = found.get(at.getTime()) ?? new Map<number, number>();
    found.set(at.getTime(), counts.set(bucket, count));
  }
  return found;
}

/** @param rows sorted by person. */
function toLoad(rows: readonly LoadRow[]): Plain<LoadView>[] {
  const people: Plain<LoadView>[] = [];
  for (const { person, name, day, decided, skipped, handling_ms: ms } of rows) {
    if (people.at(-1)?.person.id !== person) people.push({ person: { id: person, name }, perDay: [] });
    people.at(-1)?.perDay.push({ day, decided, skipped, minutes: Math.round((ms / MINUTE_MS) * 10) / 10 });
  }
  return people;
}
