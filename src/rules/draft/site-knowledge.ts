import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import type { JudgedEvent } from '../../engine/facts';
import type { CheckOptions } from '../../engine/language/check-options';
import { BAYES_SPAM } from '../../evaluate/signals/categories';
import { RunningRuleSets } from '../../evaluate/running-rule-sets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SentFieldsStore } from '../../store/sent-fields.store';

/** What a site sends of its own accord; everything else is known, computed, or looked up when a rule asks for it. */
const SENT = [
  'author.roles', 'author.account_age', 'author.email_verified', 'author.email_domain', 'article.section', 'article.tags', 'article.age', 'article.lang',
  'request.form_time', 'request.honeypot', 'request.channel', 'request.ip_country', 'request.ip_asn',
];
/** In the language, but nothing hands it to the engine yet: a rule on it must not wait in silence. */
const NOT_GATHERED = ['reports.count', 'reports.weight', 'reports.reasons', 'site.surge', 'article.comment_count'];
/** When comments are judged; reports and rescans do not judge them again yet. */
const JUDGED = new Set<JudgedEvent>(['create', 'edit']);
/** Of so many comments at least one had it, or the site does not send it. Fewer comments prove nothing. */
const LOOKED_AT = 500;
const ENOUGH = 50;

/** What the check may know of the site: what it sends, which counts have been kept, which signals there are. */
@Injectable()
export class SiteKnowledge {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sent: SentFieldsStore,
    private readonly running: RunningRuleSets,
  ) {}

  async of(site: Site): Promise<Omit<CheckOptions, 'dictionary'>> {
    const [{ evaluations, fields }, { compiled }] = await Promise.all([this.sent.latest(this.work.reads, site.id, LOOKED_AT), this.running.of(site.id)]);
    const plans = [...compiled.counters, ...compiled.needs.nearDuplicates];
    return {
      now: Date.now(),
      signals: [BAYES_SPAM],
      judges: JUDGED,
      neverSent: new Set([...NOT_GATHERED, ...(evaluations < ENOUGH ? [] : SENT.filter((name) => !fields.includes(name)))]),
      ...(evaluations < ENOUGH ? {} : { counted: new Map(plans.map(({ id }) => [id, Infinity])) }),
    };
  }
}
