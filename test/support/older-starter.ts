import type { Site } from '../../src/domain/actor';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { StarterPacks } from '../../src/rules/starter/starter-packs';
import { packedRuleSet } from '../../src/rules/workshop/packed-rule-set';
import { RuleSetStore } from '../../src/store/rule-set.store';
import { RuleStarterStore } from '../../src/store/rule-starter.store';
import type { TestApp } from './app';

export interface StarterRules {
  readonly version: 1;
  readonly lists: readonly { readonly id: string; readonly entries: readonly unknown[] }[];
  readonly rules: readonly Record<string, unknown>[];
}

/** The starter pack of today. */
export async function starterRules({ app }: TestApp): Promise<StarterRules> {
  return JSON.parse((await app.get(StarterPacks, { strict: false }).current()).document) as StarterRules;
}

/** The site runs what the starter pack said some releases ago, and knows it as that. */
export async function beginWithStarter({ app }: TestApp, site: Site, older: StarterRules): Promise<void> {
  const packed = packedRuleSet(older);
  await app.get(UnitOfWork).run(async (tx) => {
    const at = new Date();
    await app.get(RuleStarterStore).keep(tx, site.id, { ...packed, name: 'news-site', version: 0 }, at);
    await app.get(RuleSetStore).publish(tx, site.id, { ...packed, note: 'Starter rules', publishedBy: null, starter: packed.hash }, at);
  });
}
