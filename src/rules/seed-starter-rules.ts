import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Call, changeLine } from '../access/call';
import { NewSiteSteps } from '../access/new-site-steps';
import type { Tx } from '../platform/database/unit-of-work';
import type { SiteId } from '../domain/ids';
import { EventStore } from '../store/event.store';
import { RuleListStore } from '../store/rule-list.store';
import { RuleSetStore } from '../store/rule-set.store';
import { RuleStarterStore } from '../store/rule-starter.store';
import { StarterPacks } from './starter/starter-packs';

/** Gives every new site the starter rules, so that it is never without. */
@Injectable()
export class SeedStarterRules implements OnModuleInit {
  constructor(
    private readonly steps: NewSiteSteps,
    private readonly packs: StarterPacks,
    private readonly ruleSets: RuleSetStore,
    private readonly lists: RuleListStore,
    private readonly starters: RuleStarterStore,
    private readonly events: EventStore,
  ) {}

  onModuleInit(): void {
    this.steps.register('starter rules', (tx, site, call) => this.execute(tx, site.id, call));
  }

  async execute(tx: Tx, siteId: SiteId, call: Call): Promise<void> {
    const { document, hash, lists, newLists, name, version: packVersion, yaml } = await this.packs.current();
    const now = new Date();
    await this.lists.keep(tx, siteId, newLists, now);
    await this.starters.keep(tx, siteId, { hash, name, version: packVersion, document, lists }, now);
    const version = await this.ruleSets.publish(tx, siteId, { document, hash, lists, yaml, starter: hash, note: 'Starter rules', publishedBy: null }, now);
    await this.events.append(tx, siteId, [changeLine(call, 'rule_set.published', { version, hash }, now)]);
  }
}
