import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import type { Tx } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { type NewPolicy, PolicyStore } from '../store/policy.store';
import { type NewQueue, QueueStore } from '../store/queue.store';
import { TemplateStore } from '../store/template.store';
import { FIRST_POLICIES, FIRST_TEMPLATES } from './policies/first-policies';

/** Where rules without a queue of their own put things, and where items of removed queues go. */
const QUEUES: readonly (readonly [id: string, name: string, slaMinutes: number | null])[] = [
  ['safety', 'Safety', 30],
  ['hate', 'Hate', 120],
  ['default', 'Review', null],
  ['reported', 'Reported', 240],
  ['appeals', 'Appeals', 1_440],
  ['spam', 'Spam', null],
  ['campaigns', 'Campaigns', null],
  ['sensitive', 'Sensitive', null],
  ['newcomers', 'Newcomers', null],
  ['languages', 'Languages', null],
  ['system', 'System', null],
  // A share of what rules rejected by themselves, so that somebody notices when they are wrong.
  ['audit', 'Audit', null],
];

/** What every new site's desk has from its first moment: queues, and reasons to reject by digit. */
@Injectable()
export class FurnishSite {
  constructor(
    private readonly queues: QueueStore,
    private readonly policies: PolicyStore,
    private readonly templates: TemplateStore,
  ) {}

  /** May run again: what is there stays as it is. */
  async execute(tx: Tx, { id }: Pick<Site, 'id'>, now: Date): Promise<void> {
    await this.queues.seed(tx, id, QUEUES.map(toQueue), now);
    await this.policies.seed(tx, id, FIRST_POLICIES.map(toPolicy), now);
    for (const [lang, name, body] of FIRST_TEMPLATES) await this.templates.add(tx, id, { id: newId(), name, policy_id: null, lang, body, created_at: now, updated_at: now });
  }
}

function toQueue([id, name, slaMinutes]: (typeof QUEUES)[number], index: number): NewQueue {
  return { id, name, position: index + 1, slaMinutes };
}

function toPolicy([id, title, titles]: (typeof FIRST_POLICIES)[number], index: number): NewPolicy {
  return { id, title, titles, isSpam: id === 'spam' || id === 'scam', position: index + 1 };
}
