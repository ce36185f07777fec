import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { RuleBrakeStore } from '../../store/rule-brake.store';
import { type PartSum, type RuleDay, RuleStatsStore, type RunningRule } from '../../store/rule-stats.store';
import { DEAD_DAYS, flagsOf } from './rule-flags';
import { byRule, numbersOf } from './rule-numbers';
import type { RuleDetailStatsView, RuleStatsListView, RuleStatsView } from './rule-stats.view';
import { dayBefore, daysUntil, startOf } from './stats-window';

const MOST_ENTRIES = 200;
const MOST_SECTIONS = 50;

/** What the rules of a site did in the last days, and whether people agreed. */
@Injectable()
export class ShowRuleStats {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stats: RuleStatsStore,
    private readonly brakes: RuleBrakeStore,
  ) {}

  async all({ id }: Site, days: number, now = new Date()): Promise<Plain<RuleStatsListView>> {
    const reads = this.work.reads;
    const window = daysUntil(now, days);
    const from = window[0] ?? dayBefore(now, 0);
    const [running, sums, evaluated, judged, lastHits, on] = await Promise.all([
      this.stats.running(reads, id),
      this.stats.days(reads, id, from),
      this.stats.evaluated(reads, id, startOf(from)),
      this.stats.judged(reads, id, startOf(from)),
      this.stats.lastHits(reads, id, dayBefore(now, DEAD_DAYS)),
      this.brakes.on(reads, id, now),
    ]);
    const since = new Map((await this.stats.since(reads, id, running[0]?.version ?? 0)).map((one) => [one.rule, one]));
    const sumsOf = byRule(sums);
    const known = new Set(running.map(({ rule }) => rule));
    const gone = [...sumsOf.keys()].filter((rule) => !known.has(rule)).sort().map((rule): RunningRule => ({ rule, name: rule, mode: 'gone', version: 0 }));
    const items = [...running, ...gone].map(({ rule, name, mode }): Plain<RuleStatsView> => {
      const of = sumsOf.get(rule) ?? [];
      const numbers = numbersOf(of);
      const seen = evaluated.get(rule) ?? 0;
      const lastHit = lastHits.get(rule);
      return {
        rule, name, mode, evaluated: seen, ...numbers,
        hitRate: seen === 0 ? 0 : Math.min(1, numbers.hits / seen),
        lastHit: lastHit?.toISOString() ?? null,
        perDay: perDay(of, window),
        flags: flagsOf({ mode, numbers, since: since.get(rule), lastHit, brakes: new Set(on.filter((brake) => brake.rule === rule).map(({ kind }) => kind)), now }),
      };
    });
    return { days, evaluated: judged, items };
  }

  /** One rule, with what it hit by and where; 404 for a rule that neither runs nor fired in these days. */
  async one(site: Site, rule: string, days: number, now = new Date()): Promise<Plain<RuleDetailStatsView>> {
    const item = (await this.all(site, days, now)).items.find((one) => one.rule === rule);
    if (!item) throw problem('not_found');
    const from = dayBefore(now, days - 1);
    const [entries, sections] = await Promise.all([
      this.stats.entries(this.work.reads, site.id, rule, { from, limit: MOST_ENTRIES }),
      this.stats.sections(this.work.reads, site.id, rule, { from, limit: MOST_SECTIONS }),
    ]);
    return { ...item, days, entries: entries.map(({ part, ...sums }) => ({ entry: part, ...counts(sums) })), sections: sections.map(({ part, ...sums }) => ({ section: part, ...counts(sums) })) };
  }
}

function counts({ hits, confirmed, overturned }: Omit<PartSum, 'part'>): Omit<PartSum, 'part'> {
  return { hits, confirmed, overturned };
}

function perDay(sums: readonly RuleDay[], window: readonly string[]): Plain<RuleStatsView['perDay']> {
  const found = new Map(sums.map((sum) => [sum.day, sum]));
  return window.map((day) => {
    const sum = found.get(day);
    return { day, hits: sum?.hits ?? 0, confirmed: sum?.confirmed ?? 0, overturned: sum?.overturned ?? 0 };
  });
}
