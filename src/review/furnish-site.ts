import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import type { Tx } from '../platform/database/unit-of-work';
import { type PolicyRow, PolicyStore } from '../store/policy.store';
import { type NewQueue, QueueStore } from '../store/queue.store';

/** Where rules without a queue of their own put things, and where items of removed queues go. */
const QUEUES: readonly (readonly [id: string, name: string, slaMinutes: number | null])[] = [
  ['safety', 'Safety', 30],
  ['hate', 'Hate', 120],
  ['default', 'Review', null],
  ['reported', 'Reported', 240],
  ['spam', 'Spam', null],
  ['campaigns', 'Campaigns', null],
  ['sensitive', 'Sensitive', null],
  ['newcomers', 'Newcomers', null],
  ['languages', 'Languages', null],
  ['system', 'System', null],
  // A share of what rules rejected by themselves, so that somebody notices when they are wrong.
  ['audit', 'Audit', null],
];

const POLICIES: readonly (readonly [id: string, title: string])[] = [
  ['spam', 'Spam'],
  ['scam', 'Scam'],
  ['off-topic', 'Off topic'],
  ['abuse', 'Abuse'],
  ['hate', 'Hate'],
  ['threat', 'Threat'],
  ['privacy', 'Private data'],
  ['misinformation', 'Misinformation'],
  ['other', 'Other'],
];

/** What every new site's desk has from its first moment: queues, and reasons to reject by digit. */
@Injectable()
export class FurnishSite {
  constructor(
    private readonly queues: QueueStore,
    private readonly policies: PolicyStore,
  ) {}

  /** May run again: what is there stays as it is. */
  async execute(tx: Tx, { id }: Pick<Site, 'id'>, now: Date): Promise<void> {
    await this.queues.seed(tx, id, QUEUES.map(toQueue), now);
    await this.policies.seed(tx, id, POLICIES.map(toPolicy), now);
  }
}

function toQueue([id, name, slaMinutes]: (typeof QUEUES)[number], index: number): NewQueue {
  return { id, name, position: index + 1, slaMinutes };
}

function toPolicy([id, title]: (typeof POLICIES)[number], index: number): PolicyRow {
  return { id, title, position: index + 1 };
}
