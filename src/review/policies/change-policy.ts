import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import { changesOf } from '../../access/changes';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { EventStore } from '../../store/event.store';
import { type PolicyRow, PolicyStore } from '../../store/policy.store';
import { type ChangePolicyDto, policyView, type PolicyView } from './policy.dto';
import { orderWith } from './policy-order';

/** Changes what a policy is called, where it stands, and whether it is in use. Its id, which decisions name, never changes. */
@Injectable()
export class ChangePolicy {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policies: PolicyStore,
    private readonly events: EventStore,
  ) {}

  execute(call: Call, { id: siteId }: Site, id: string, dto: ChangePolicyDto): Promise<Plain<PolicyView>> {
    return this.unitOfWork.run(async (tx) => {
      const all = await this.policies.lock(tx, siteId);
      const before = all.find((policy) => policy.id === id);
      if (!before) throw problem('not_found');
      const others = all.filter((policy) => policy !== before);
      const after = merged(before, dto);
      if (!after.is_active && !others.some(({ is_active: isActive }) => isActive)) throw problem('not_possible', 'A rejection needs a reason: the last policy in use stays in use.');
      await this.policies.save(tx, siteId, after);
      // Switched on or off it goes to the end of its new kin, unless a place was asked for.
      const stays = after.is_active === before.is_active ? before.position : null;
      const order = orderWith(others, after, dto.position ?? stays).map((one) => one.id);
      await this.policies.place(tx, siteId, order);
      const placed = { ...after, position: order.indexOf(id) + 1 };
      const changes = changesOf(policyView(before), policyView(placed));
      if (Object.keys(changes).length > 0) await this.events.append(tx, siteId, [changeLine(call, 'policy.changed', { policyId: id, changes })]);
      return policyView(placed);
    });
  }
}

function merged(before: PolicyRow, { title, titles, description, isSpam, isActive }: ChangePolicyDto): PolicyRow {
  return {
    ...before,
    title: title ?? before.title,
    titles: titles ?? before.titles,
    description: description === undefined ? before.description : description,
    is_spam: isSpam ?? before.is_spam,
    is_active: isActive ?? before.is_active,
  };
}
