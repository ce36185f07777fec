import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import { actorKey, type Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { RunningRuleSets } from '../../evaluate/running-rule-sets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { RuleBrakeStore } from '../../store/rule-brake.store';
import { toBrakeView } from './brake.view';

/** A rule's id, or what stands for the whole site. */
const A_RULE = /^(?:\*|[a-z0-9][a-z0-9-]{0,62})$/;
const NOTHING_ON = 'No brake is on for this rule.';

/** An admin has looked at a braked or degraded rule and lets it go on; every process follows within a second. */
@Injectable()
export class ReleaseBrake {
  constructor(
    private readonly work: UnitOfWork,
    private readonly brakes: RuleBrakeStore,
    private readonly events: EventStore,
    private readonly running: RunningRuleSets,
  ) {}

  /** Takes off everything that is on for the rule and says what it was; 404 when nothing is. */
  async execute(call: Call, { id: siteId }: Site, rule: string, now = new Date()): Promise<{ items: ReturnType<typeof toBrakeView>[] }> {
    if (!A_RULE.test(rule)) throw problem('not_found', NOTHING_ON);
    const by = call.actor === null ? 'system' : actorKey(call.actor);
    const released = await this.work.run(async (tx) => {
      const rows = await this.brakes.release(tx, siteId, rule, { by, now });
      if (rows.length === 0) throw problem('not_found', NOTHING_ON);
      await this.events.append(tx, siteId, rows.map(({ kind }) => changeLine(call, 'rule.released', { rule, kind }, now)));
      return rows;
    });
    await this.running.refresh();
    return { items: released.map((row) => toBrakeView(row, now)) };
  }
}
