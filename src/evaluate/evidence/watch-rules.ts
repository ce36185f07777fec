import { Injectable, Logger } from '@nestjs/common';
import type { NewEvent } from '../../domain/events';
import type { SiteId } from '../../domain/ids';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import { metrics } from '../../platform/metrics/metrics';
import { EventStore } from '../../store/event.store';
import { FoldCursorStore } from '../../store/fold-cursor.store';
import { type BrakeRow, type NewBrake, RuleBrakeStore, WHOLE_SITE } from '../../store/rule-brake.store';
import { RulePaceStore } from '../../store/rule-pace.store';
import { type RuleSince, RuleStatsStore } from '../../store/rule-stats.store';
import { RuleSumsStore } from '../../store/rule-sums.store';
import { type Alarm, firesTooOften, type Hour, LEAST_HITS, passesTooSeldom, usualShare } from './alarms';
import { dueBrakes, ERROR_WINDOW_MS, outdated, type Pace, watched, YOUNG_MS } from './due-brakes';

/** Locked while one process looks at a site; nothing else is kept under that name. */
const LOCK = 'brakes';
const HOUR_MS = 3_600_000;
const HISTORY_MS = 14 * 24 * HOUR_MS;

/** Looks at what rules do, and puts on the brakes that are due (rules.md E7, E8). The engine hears of them as facts. */
@Injectable()
export class WatchRules {
  private readonly log = new Logger('rules');

  constructor(
    private readonly work: UnitOfWork,
    private readonly cursors: FoldCursorStore,
    private readonly sums: RuleSumsStore,
    private readonly stats: RuleStatsStore,
    private readonly pace: RulePaceStore,
    private readonly brakes: RuleBrakeStore,
    private readonly events: EventStore,
  ) {}

  /** Returns the brakes and alarms that it put on. */
  async check(siteId: SiteId, now: Date): Promise<readonly BrakeRow[]> {
    const fresh = await this.work.run((tx) => this.look(tx, siteId, now));
    for (const { rule, kind, evidence } of fresh) {
      metrics.ruleBrakes.inc({ kind });
      this.log.warn({ siteId, rule, kind, ...evidence }, kind === 'rate' ? 'a rule or site behaves unlike itself' : 'a brake was put on a rule');
    }
    return fresh;
  }

  private async look(tx: Tx, siteId: SiteId, now: Date): Promise<BrakeRow[]> {
    const version = await this.pace.runningVersion(tx, siteId);
    if (version === null || (await this.cursors.lock(tx, siteId, LOCK)) === null) return [];
    await this.sums.register(tx, siteId, [version]);
    const rules = await this.stats.since(tx, siteId, version);
    const on = await this.brakes.on(tx, siteId, now);
    await this.brakes.end(tx, siteId, outdated({ on, rules }), now);
    const due = [...dueBrakes(await this.paceOf(tx, siteId, { rules, on, now })), ...(await this.alarms(tx, siteId, rules, now))];
    const fresh = await this.brakes.putOn(tx, siteId, due);
    await this.events.append(tx, siteId, fresh.map((brake) => eventOf(brake, now)));
    return fresh;
  }

  private async paceOf(tx: Tx, siteId: SiteId, { rules, on, now }: Pick<Pace, 'rules' | 'on' | 'now'>): Promise<Pace> {
    const errorsSince = new Date(now.getTime() - ERROR_WINDOW_MS);
    const young = watched(rules, now).map(({ rule, mode_version: version, mode_since: since }) => ({ rule, version, hour: hourOf(since) }));
    const hasMaximum = rules.some((rule) => rule.daily_maximum !== null);
    return {
      rules, on, now,
      young: await this.pace.since(tx, siteId, young),
      rejectsToday: hasMaximum ? await this.pace.rejects(tx, siteId, now.toISOString().slice(0, 10)) : new Map(),
      errors: await this.pace.errors(tx, siteId, errorsSince),
      forgiven: await this.brakes.forgiven(tx, siteId, errorsSince),
    };
  }

  /** The present hour against the weeks before it. History is read only when this hour is busy enough to be judged. */
  private async alarms(tx: Tx, siteId: SiteId, rules: readonly RuleSince[], now: Date): Promise<NewBrake[]> {
    const hour = hourOf(now);
    const [current] = (await this.pace.judged(tx, siteId, hour)).filter((one) => one.hour.getTime() === hour.getTime());
    if (!current) return [];
    const judged = await this.pace.judged(tx, siteId, new Date(now.getTime() - HISTORY_MS));
    const passes = passesTooSeldom({ n: current.evaluated, k: current.passed }, usualShare(judged.map((one) => ({ hour: one.hour, n: one.evaluated, k: one.passed })), now));
    const found = passes ? [alarm(WHOLE_SITE, hour, now, passes)] : [];
    const since = new Map(rules.map((rule) => [rule.rule, rule.mode_since.getTime()]));
    const busy = (await this.pace.busy(tx, siteId, hour, LEAST_HITS)).filter(({ rule }) => now.getTime() - (since.get(rule) ?? Infinity) >= YOUNG_MS);
    const hits = await this.pace.hours(tx, siteId, new Date(now.getTime() - HISTORY_MS), busy.map(({ rule }) => rule));
    for (const { rule, hits: k } of busy) {
      const before = new Map(hits.filter((one) => one.rule === rule).map((one) => [one.hour.getTime(), one.hits]));
      const hours = judged.filter((one) => one.hour.getTime() >= (since.get(rule) ?? 0)).map((one): Hour => ({ hour: one.hour, n: one.evaluated, k: before.get(one.hour.getTime()) ?? 0 }));
      const often = firesTooOften({ n: current.evaluated, k }, usualShare(hours, now));
      if (often) found.push(alarm(rule, hour, now, often));
    }
    return found;
  }
}

/** One alarm per hour is enough: it stands until the hour after next begins, so that nobody overlooks it. */
function alarm(rule: string, hour: Date, now: Date, { k, n, expected, p }: Alarm): NewBrake {
  return { rule, kind: 'rate', cause: hour.toISOString(), since: now, until: new Date(hour.getTime() + 2 * HOUR_MS), evidence: { seen: k, of: n, usual: expected, chance: p } };
}

function hourOf(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / HOUR_MS) * HOUR_MS);
}

function eventOf({ rule, kind, evidence }: BrakeRow, now: Date): NewEvent {
  return { id: newId(), type: 'rule.braked', actor: 'system', commentId: null, itemId: null, decisionId: null, payload: { rule, kind, ...evidence }, requestId: null, createdAt: now };
}
