import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { DecidedTextStore } from '../../store/decided-text.store';
import { RuleBrakeStore } from '../../store/rule-brake.store';
import { type RuleDay, RuleStatsStore, type RunningRule } from '../../store/rule-stats.store';
import { toBrakeView } from './brake.view';
import { DEAD_DAYS, flagsOf, isNoisy } from './rule-flags';
import { byRule, numbersOf, type RuleNumbers } from './rule-numbers';
import type { NoisyRuleView, PrecisionDropView, ReviewedPrecisionView, RuleReportView } from './rule-report.view';
import { dayBefore, startOf } from './stats-window';
import { suggestTerms } from './suggest-terms';

const WEEK = 7;
const WEEKS_BEFORE = 4 * WEEK;
const MOST_BRAKES = 100;
const MOST_TEXTS = 2_000;
const MOST_SUGGESTIONS = 20;
const MOST_ENTRIES = 5;
/** Entries looked through for the worst ones. */
const ENTRIES_READ = 1_000;
/** Fewer decisions than these say nothing of a week, or of the weeks before. */
const ENOUGH = { now: 10, before: 20 };

type Report = Omit<Plain<RuleReportView>, 'brakes'> & { readonly brakes: ReturnType<typeof toBrakeView>[] };

/** What an admin should look at once a week. */
@Injectable()
export class WriteReport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stats: RuleStatsStore,
    private readonly brakes: RuleBrakeStore,
    private readonly texts: DecidedTextStore,
  ) {}

  async execute({ id }: Site, now = new Date()): Promise<Report> {
    const on = this.work.reads;
    const [from, before] = [dayBefore(now, WEEK - 1), dayBefore(now, WEEK - 1 + WEEKS_BEFORE)];
    const [running, days, evaluated, brakes, texts] = await Promise.all([
      this.stats.running(on, id),
      this.stats.days(on, id, before),
      this.stats.judged(on, id, startOf(from)),
      this.brakes.lately(on, id, startOf(from), MOST_BRAKES),
      this.texts.latest(on, id, startOf(before), MOST_TEXTS),
    ]);
    const sums = byRule(days);
    return {
      from,
      to: dayBefore(now, 0),
      evaluated,
      precisionDrops: running.flatMap((rule) => dropOf(rule, sums.get(rule.rule) ?? [], from)),
      dead: await this.dead({ id }, running, now),
      noisy: await this.noisy({ id }, running, sums, before),
      brakes: brakes.map((brake) => toBrakeView(brake, now)),
      suggestions: (await suggestTerms(texts, MOST_SUGGESTIONS)).map(({ precision, comments, ...one }) => ({ ...one, precision: { ...precision }, comments: [...comments] })),
    };
  }

  private async dead({ id }: Pick<Site, 'id'>, running: readonly RunningRule[], now: Date): Promise<Report['dead']> {
    const since = new Map((await this.stats.since(this.work.reads, id, running[0]?.version ?? 0)).map((one) => [one.rule, one]));
    const lastHits = await this.stats.lastHits(this.work.reads, id, dayBefore(now, DEAD_DAYS));
    return running.flatMap(({ rule, name, mode }) => {
      const known = since.get(rule);
      const flags = flagsOf({ mode, numbers: { confirmed: 0, overturned: 0, precision: null }, since: known, lastHit: lastHits.get(rule), brakes: new Set(), now });
      return known && flags.includes('dead') ? [{ rule, name, mode, since: known.mode_since.toISOString() }] : [];
    });
  }

  private async noisy({ id }: Pick<Site, 'id'>, running: readonly RunningRule[], sums: ReadonlyMap<string, readonly RuleDay[]>, from: string): Promise<Report['noisy']> {
    const found: Plain<NoisyRuleView>[] = [];
    for (const { rule, name, mode } of running) {
      const numbers = numbersOf(sums.get(rule) ?? []);
      const precision = reviewed(numbers);
      if (!precision || !isNoisy(numbers)) continue;
      const entries = await this.stats.entries(this.work.reads, id, rule, { from, limit: ENTRIES_READ });
      const worst = entries.filter(({ overturned }) => overturned > 0).sort((a, b) => b.overturned - a.overturned).slice(0, MOST_ENTRIES);
      found.push({ rule, name, mode, precision, entries: worst.map(({ part: entry, hits, confirmed, overturned }) => ({ entry, hits, confirmed, overturned })) });
    }
    return found.sort((a, b) => a.precision.high - b.precision.high);
  }
}

/** Worse than before beyond doubt: even the friendly end of this week's interval lies below the unfriendly end of the weeks before. */
function dropOf({ rule, name }: RunningRule, days: readonly RuleDay[], from: string): Plain<PrecisionDropView>[] {
  const now = reviewed(numbersOf(days.filter(({ day }) => day >= from)));
  const before = reviewed(numbersOf(days.filter(({ day }) => day < from)));
  if (!now || !before || now.reviewed < ENOUGH.now || before.reviewed < ENOUGH.before || now.high >= before.low) return [];
  return [{ rule, name, before, now }];
}

function reviewed({ precision, confirmed, overturned }: RuleNumbers): Plain<ReviewedPrecisionView> | null {
  return precision && { ...precision, reviewed: confirmed + overturned };
}
