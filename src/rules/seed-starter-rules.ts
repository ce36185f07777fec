import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Call, changeLine } from '../access/call';
import { NewSiteSteps } from '../access/new-site-steps';
import { canonicalJson } from '../engine/language/canonical';
import type { Tx } from '../platform/database/unit-of-work';
import type { SiteId } from '../domain/ids';
import { EventStore } from '../store/event.store';
import { RuleSetStore } from '../store/rule-set.store';
import { starterPack } from './starter/starter-pack';

interface Packed {
  readonly document: string;
  readonly hash: string;
}

/** Gives every new site the starter rules, so that it is never without. */
@Injectable()
export class SeedStarterRules implements OnModuleInit {
  private packed: Promise<Packed> | null = null;

  constructor(
    private readonly steps: NewSiteSteps,
    private readonly ruleSets: RuleSetStore,
    private readonly events: EventStore,
  ) {}

  onModuleInit(): void {
    this.steps.register('starter rules', (tx, site, call) => this.execute(tx, site.id, call));
  }

  async execute(tx: Tx, siteId: SiteId, call: Call): Promise<void> {
    this.packed ??= pack();
    const { document, hash } = await this.packed;
    const version = await this.ruleSets.publish(tx, siteId, { document, hash, note: 'Starter rules', publishedBy: null }, new Date());
    await this.events.append(tx, siteId, [changeLine(call, 'rule_set.published', { version, hash })]);
  }
}

async function pack(): Promise<Packed> {
  const document = canonicalJson((await starterPack()).document);
  return { document, hash: createHash('sha256').update(document).digest('hex') };
}
