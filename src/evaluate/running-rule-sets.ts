import { isDeepStrictEqual } from 'node:util';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { CompiledRuleSet } from '../engine/decide/compiled-rule-set';
import { compileRuleSet } from '../engine/language/compile';
import type { RuleSetDocument } from '../engine/language/document';
import type { Vocabulary } from '../engine/text/ordinary-words';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { Readiness } from '../platform/health/readiness';
import { type Brakes, RuleBrakeStore } from '../store/rule-brake.store';
import { type RuleSetRow, RuleSetStore } from '../store/rule-set.store';
import { taught, Vocabularies } from './evidence/vocabularies';
import { compileForJudging } from './compile-for-judging';

/** The version that judges a site's comments now. */
export interface RunningRuleSet {
  readonly version: number;
  readonly hash: string;
  readonly compiled: CompiledRuleSet;
  readonly brakes: Brakes;
  /** What the site has learned; `compiled` knows it. */
  readonly vocabulary: Vocabulary | null;
}

const POLL_MS = 1_000;
const TEACH_MS = 30_000;
const NO_BRAKES: Brakes = { braked: [], degraded: [] };
const NO_RULES: RuleSetDocument = { version: 1, rules: [] };

/**
 * Compiled rule sets of the sites this process serves. A new version judges within a second of being published; until it is
 * compiled, and if it cannot be compiled at all, the version before it goes on judging: there is never a moment without rules.
 */
@Injectable()
export class RunningRuleSets implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger('rule-sets');
  private readonly sites = new Map<SiteId, Promise<RunningRuleSet>>();
  /** Sites with the same rules share one automaton. Bounded by the versions that run. */
  private readonly compiled = new Map<string, Promise<CompiledRuleSet>>();
  private timer: NodeJS.Timeout | null = null;
  private taughtAt = 0;
  /** The look under way, and the one that is to follow it. */
  private look: Promise<void> = Promise.resolve();
  private next: Promise<void> | null = null;

  constructor(
    private readonly work: UnitOfWork,
    private readonly ruleSets: RuleSetStore,
    private readonly readiness: Readiness,
    private readonly ruleBrakes: RuleBrakeStore,
    private readonly vocabularies: Vocabularies,
  ) {}

  onModuleInit(): void {
    this.readiness.register('rule_sets', async () => {
      await Promise.all(this.sites.values());
    });
    this.timer = setInterval(() => void this.refresh(), POLL_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** What judges this site's comments; read and compiled on first use. */
  of(siteId: SiteId): Promise<RunningRuleSet> {
    let running = this.sites.get(siteId);
    if (!running) {
      running = this.load(siteId);
      this.sites.set(siteId, running);
      // A failed first read is tried again by the next comment.
      running.catch(() => this.sites.delete(siteId));
    }
    return running;
  }

  /**
   * Looks for newer versions and other brakes; called every second, and by whoever has just changed something: a look that was under way then may
   * have missed it, so another one follows. Looks never overlap.
   */
  refresh(): Promise<void> {
    this.next ??= this.look.then(() => {
      this.next = null;
      this.look = this.lookOnce();
      return this.look;
    });
    return this.next;
  }

  private async lookOnce(): Promise<void> {
    if (this.sites.size === 0) return;
    try {
      const versions = await this.ruleSets.runningVersions(this.work.reads, [...this.sites.keys()]);
      for (const [siteId, version] of versions) {
        const current = await this.sites.get(siteId)?.catch(() => null);
        if (current && current.version !== version) await this.replace(siteId);
      }
      await this.brake();
      await this.teach();
      await this.forgetUnused();
    } catch {
      // The database is away: what is compiled goes on judging, the next poll tries again.
    }
  }

  private async replace(siteId: SiteId): Promise<void> {
    try {
      const next = await this.load(siteId);
      this.sites.set(siteId, Promise.resolve(next));
    } catch (error) {
      this.log.error({ siteId, reason: error instanceof Error ? error.message : 'unknown' }, 'a published rule set cannot be compiled; the version before it goes on judging');
    }
  }

  /** Brakes change without a new version. */
  private async brake(): Promise<void> {
    const on = await this.ruleBrakes.onSites(this.work.reads, [...this.sites.keys()], new Date());
    for (const [siteId, running] of this.sites) {
      const current = await running.catch(() => null);
      const brakes = on.get(siteId) ?? NO_BRAKES;
      if (current && this.sites.get(siteId) === running && !isDeepStrictEqual(current.brakes, brakes)) this.sites.set(siteId, Promise.resolve({ ...current, brakes }));
    }
  }

  private async load(siteId: SiteId): Promise<RunningRuleSet> {
    const row = await this.ruleSets.running(this.work.reads, siteId);
    const brakes = (await this.ruleBrakes.onSites(this.work.reads, [siteId], new Date())).get(siteId) ?? NO_BRAKES;
    if (!row) return { version: 0, hash: '', compiled: compileRuleSet(NO_RULES), brakes, vocabulary: null };
    const vocabulary = await this.vocabularies.latest(siteId, null);
    return { version: row.version, hash: row.hash, compiled: await taught(await this.compile(row), vocabulary), brakes, vocabulary };
  }

  /** A newer vocabulary matters within a minute, not within a second. */
  private async teach(): Promise<void> {
    if (Date.now() - this.taughtAt < TEACH_MS) return;
    this.taughtAt = Date.now();
    for (const [siteId, running] of this.sites) {
      const current = await running.catch(() => null);
      const vocabulary = current && (await this.vocabularies.latest(siteId, current.vocabulary));
      const base = current && this.compiled.get(current.hash);
      if (!base || vocabulary === current.vocabulary || this.sites.get(siteId) !== running) continue;
      this.sites.set(siteId, Promise.resolve({ ...current, compiled: await taught(await base, vocabulary), vocabulary }));
    }
  }

  private compile({ hash, document }: RuleSetRow): Promise<CompiledRuleSet> {
    let compiled = this.compiled.get(hash);
    if (!compiled) {
      compiled = compileForJudging(document as RuleSetDocument);
      this.compiled.set(hash, compiled);
      compiled.catch(() => this.compiled.delete(hash));
    }
    return compiled;
  }

  private async forgetUnused(): Promise<void> {
    if (this.compiled.size <= this.sites.size) return;
    const used = new Set((await Promise.allSettled(this.sites.values())).map((site) => (site.status === 'fulfilled' ? site.value.hash : '')));
    for (const hash of this.compiled.keys()) if (!used.has(hash)) this.compiled.delete(hash);
  }
}
