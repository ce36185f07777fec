import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import type { JudgedEvent } from '../../engine/facts';
import type { CheckOptions } from '../../engine/language/check-options';
import { type FieldGiver, FIELDS } from '../../engine/language/fields';
import { BAYES_SPAM } from '../../evaluate/signals/categories';
import { TOXICITY_SIGNALS } from '../../evaluate/signals/toxicity/toxicity-signals';
import { RunningRuleSets } from '../../evaluate/running-rule-sets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SentFieldsStore } from '../../store/sent-fields.store';

const given = (by: FieldGiver): readonly string[] => FIELDS.filter(({ giver, source }) => giver === by && source === 'facts').map(({ name }) => name);
/** What the service always knows, whatever the site sends. */
const ALWAYS = ['author.kind', 'article.id', 'article.comments_mode', 'article.comments_closed'];
/** What a site sends of its own accord; everything else is known, computed, or looked up when a rule asks for it. */
const SENT = given('site').filter((name) => !ALWAYS.includes(name));
/** In the language, but nothing hands it to the engine yet: a rule on it must not wait in silence. */
const NOT_GATHERED = given('nobody');
/** When comments are judged; rescans do not judge them again yet. */
const JUDGED = new Set<JudgedEvent>(['create', 'edit', 'report']);
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
      signals: [BAYES_SPAM, ...TOXICITY_SIGNALS.map(({ name }) => name)],
      judges: JUDGED,
      neverSent: new Set([...NOT_GATHERED, ...(evaluations < ENOUGH ? [] : SENT.filter((name) => !fields.includes(name)))]),
      ...(evaluations < ENOUGH ? {} : { counted: new Map(plans.map(({ id }) => [id, Infinity])) }),
    };
  }
}
