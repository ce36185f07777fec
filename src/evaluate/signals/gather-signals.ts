import { Injectable, Logger } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import type { CommentId, SiteId } from '../../domain/ids';
import type { CompiledRuleSet } from '../../engine/decide/compiled-rule-set';
import type { Needs } from '../../engine/decide/needs';
import { linkedDomains } from '../../engine/match/linked-domains';
import { bayesScore } from '../../engine/signals/bayes';
import { bayesTokens } from '../../engine/signals/bayes-tokens';
import { loadLanguageScorer } from '../../engine/signals/language';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ArticleStore } from '../../store/article.store';
import { LabelStore } from '../../store/label.store';
import { ReputationStore } from '../../store/reputation.store';
import type { AskedComment } from './asked';
import { BAYES_SPAM } from './categories';
import { type Gathered, Gathering } from './gathered';
import { NearCopies } from './near-copies';
import { SignalModels } from './signal-models';
import { SiteFacts } from './site-facts';
import { authorStanding, domainStanding } from './standing';
import { ScoreToxicity } from './toxicity/score-toxicity';
import { TOXICITY_SIGNALS } from './toxicity/toxicity-signals';
import { within } from './within';

/** One look-up may take so long; then its facts are unknown, which moves towards held, and the comment goes on. */
const PATIENCE_MS = 250;

type Batch = readonly AskedComment[];
type Into = ReadonlyMap<CommentId, Gathering>;

/** One kind of fact: whether the rules ask for it, how it is found, and what is unknown when that fails. */
interface Part {
  readonly failed: readonly string[];
  readonly find: () => Promise<void>;
  /** What it may take beyond the usual, in milliseconds: a site chose to wait for somebody. */
  readonly patience?: () => Promise<number>;
}

/**
 * Looks up what the rules of a site ask for, before the transaction of the batch (decisions.md 1). A site whose rules ask for none of
 * it pays nothing. What fails or takes too long is `failed`, never an error: no comment is lost for a signal.
 */
@Injectable()
export class GatherSignals {
  private readonly log = new Logger('signals');

  constructor(
    private readonly work: UnitOfWork,
    private readonly copies: NearCopies,
    private readonly labels: LabelStore,
    private readonly reputations: ReputationStore,
    private readonly models: SignalModels,
    private readonly articles: ArticleStore,
    private readonly around: SiteFacts,
    private readonly toxicity: ScoreToxicity,
  ) {}

  /** By comment; a comment that is not there has nothing to gather. */
  async execute(site: Site, compiled: CompiledRuleSet, batch: Batch): Promise<ReadonlyMap<CommentId, Gathered>> {
    if (batch.length === 0 || !asksAnything(compiled.needs)) return NONE;
    const into = new Map(batch.map(({ id }) => [id, new Gathering()]));
    await Promise.all(this.parts(site, compiled, batch, into).map((part) => this.patiently(site, part, into)));
    return new Map([...into].map(([id, gathering]) => [id, gathering.finished()]));
  }

  private async patiently(site: Site, { failed, find, patience }: Part, into: Into): Promise<void> {
    try {
      await within(PATIENCE_MS + (patience ? await within(PATIENCE_MS, patience()) : 0), find());
    } catch (error) {
      this.log.warn({ site: site.slug, facts: failed, err: error instanceof Error ? error.message : 'failed' }, 'facts could not be gathered in time; they are unknown');
      for (const gathering of into.values()) for (const name of failed) gathering.failed.add(name);
    }
  }

  private parts({ id: siteId }: Site, compiled: CompiledRuleSet, batch: Batch, into: Into): Part[] {
    const { needs } = compiled;
    const parts: (Part | false)[] = [
      asksCopies(needs) && { failed: [...needs.nearDuplicates.map(({ id }) => id), ...compiled.counters.filter(({ by }) => by.includes('near_dup')).map(({ id }) => id)], find: () => this.copies.gather(siteId, needs, batch, into) },
      needs.labels && { failed: ['author.labels'], find: () => this.findLabels(siteId, batch, into) },
      needs.authorReputation && { failed: ['author.reputation'], find: () => this.findAuthors(siteId, batch, into) },
      needs.domainReputation && { failed: ['links.reputation_min', 'links.new_domains'], find: () => this.findDomains(siteId, batch, into) },
      needs.addressLists && { failed: ['request.ip_lists'], find: () => Promise.resolve().then(() => { findAddresses(compiled, batch, into); }) },
      needs.signals.includes(BAYES_SPAM) && { failed: [`signal.${BAYES_SPAM}`], find: () => this.score(siteId, batch, into) },
      TOXICITY_SIGNALS.some(({ name }) => needs.signals.includes(name)) && { failed: TOXICITY_SIGNALS.flatMap(({ name }) => (needs.signals.includes(name) ? [`signal.${name}`] : [])), find: () => this.scoreToxicity(siteId, needs, batch, into), patience: () => this.toxicity.patience(siteId) },
      needs.language && { failed: ['lang.code', 'lang.confidence', 'lang.expected'], find: () => this.findLanguages(siteId, batch, into) },
      needs.reports && { failed: ['reports.count', 'reports.weight', 'reports.reasons'], find: () => this.around.findReports(siteId, batch, into) },
      needs.surge && { failed: ['site.surge'], find: () => this.around.findSurge(siteId, batch, into) },
      needs.commentCount && { failed: ['article.comment_count'], find: () => this.around.countComments(siteId, batch, into) },
    ];
    return parts.filter((part) => part !== false);
  }

  /** The author's own labels and those of where the comment comes from: whoever is behind it. */
  private async findLabels(siteId: SiteId, batch: Batch, into: Into): Promise<void> {
    const now = batch[0]?.receivedAt ?? new Date();
    const things = new Map(batch.flatMap((asked) => sendersOf(asked)).map((thing) => [`${thing.entity} ${thing.subject}`, thing]));
    const found = await this.labels.of(this.work.reads, siteId, [...things.values()], now);
    for (const asked of batch) {
      const mine = new Set(sendersOf(asked).map(({ entity, subject }) => `${entity} ${subject}`));
      const names = found.filter(({ entity, subject }) => mine.has(`${entity} ${subject}`)).map(({ name }) => name);
      set(into, asked, 'author.labels', [...new Set(names)].sort());
    }
  }

  private async findAuthors(siteId: SiteId, batch: Batch, into: Into): Promise<void> {
    const found = await this.reputations.find(this.work.reads, siteId, 'author', [...new Set(batch.flatMap(({ authorId }) => authorId ?? []))]);
    for (const asked of batch) if (asked.authorId !== null) set(into, asked, 'author.reputation', authorStanding(found.get(asked.authorId), asked.receivedAt));
  }

  private async findDomains(siteId: SiteId, batch: Batch, into: Into): Promise<void> {
    const linked = batch.map((asked) => ({ asked, domains: linkedDomains(asked.body, asked.format) }));
    const found = await this.reputations.find(this.work.reads, siteId, 'domain', [...new Set(linked.flatMap(({ domains }) => domains))]);
    for (const { asked, domains } of linked) {
      set(into, asked, 'links.new_domains', domains.filter((domain) => !found.has(domain)).length);
      if (domains.length > 0) set(into, asked, 'links.reputation_min', Math.min(...domains.map((domain) => domainStanding(found.get(domain), asked.receivedAt))));
    }
  }

  private async score(siteId: SiteId, batch: Batch, into: Into): Promise<void> {
    const loaded = await this.models.of(siteId, BAYES_SPAM);
    if (!loaded) return;
    for (const asked of batch) {
      const score = bayesScore(loaded.model, bayesTokens(asked.body, asked.format));
      if (score === null) continue;
      set(into, asked, `signal.${BAYES_SPAM}`, Math.round(score.score * 10_000) / 10_000);
      const gathering = into.get(asked.id);
      if (gathering) gathering.models[BAYES_SPAM] = String(loaded.version);
    }
  }

  private async scoreToxicity(siteId: SiteId, needs: Needs, batch: Batch, into: Into): Promise<void> {
    const asked = TOXICITY_SIGNALS.filter(({ name }) => needs.signals.includes(name));
    const scored = await this.toxicity.execute(siteId, batch);
    batch.forEach((comment, at) => {
      const [said, gathering] = [scored[at], into.get(comment.id)];
      if (!said || !gathering) return;
      for (const { name, label } of asked) gathering.fields[`signal.${name}`] = said.scores[label];
      gathering.models['toxicity'] = said.model;
      if (said.fallback !== null) gathering.models['toxicity_fallback'] = said.fallback;
    });
  }

  private async findLanguages(siteId: SiteId, batch: Batch, into: Into): Promise<void> {
    const [scorer, articles] = await Promise.all([loadLanguageScorer(), this.articles.find(this.work.reads, siteId, [...new Set(batch.map(({ articleId }) => articleId))])]);
    for (const asked of batch) {
      const lang = articles.get(asked.articleId)?.lang ?? asked.articleLang;
      for (const [field, value] of Object.entries(scorer.fieldsOf(asked, lang === null ? [] : [lang]))) set(into, asked, field, value);
      const gathering = into.get(asked.id);
      if (gathering) gathering.models['lang'] = scorer.version;
    }
  }
}

const NONE: ReadonlyMap<CommentId, Gathered> = new Map();

function asksCopies({ nearDuplicates, nearDuplicateCluster }: Needs): boolean {
  return nearDuplicates.length > 0 || nearDuplicateCluster;
}

/** Whether the rules ask for something that must be looked up. */
export function asksAnything(needs: Needs): boolean {
  return asksCopies(needs) || needs.labels || needs.authorReputation || needs.domainReputation || needs.addressLists || needs.language || needs.signals.length > 0 || needs.reports || needs.surge || needs.commentCount;
}

function set(into: Into, { id }: AskedComment, field: string, value: Gathering['fields'][string]): void {
  const gathering = into.get(id);
  if (gathering) gathering.fields[field] = value;
}

function findAddresses({ addressLists }: CompiledRuleSet, batch: Batch, into: Into): void {
  for (const asked of batch) {
    const lists = asked.address === null ? undefined : addressLists.naming(asked.address, asked.receivedAt.getTime());
    if (lists) set(into, asked, 'request.ip_lists', lists);
  }
}

function sendersOf({ authorId, ip, device, earlier }: AskedComment): { readonly entity: 'author' | 'ip' | 'device'; readonly subject: string }[] {
  return [
    ...(authorId === null ? [] : [{ entity: 'author' as const, subject: authorId }]),
    ...[ip, ...earlier.map((origin) => origin.ip)].flatMap((hash) => (hash === null ? [] : [{ entity: 'ip' as const, subject: hash.toString('base64url') }])),
    ...[device, ...earlier.map((origin) => origin.device)].flatMap((hash) => (hash === null ? [] : [{ entity: 'device' as const, subject: hash.toString('base64url') }])),
  ];
}
