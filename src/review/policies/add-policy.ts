import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { EventStore } from '../../store/event.store';
import { type PolicyRow, PolicyStore } from '../../store/policy.store';
import { type AddPolicyDto, MOST_POLICIES, policyView, type PolicyView } from './policy.dto';
import { orderWith } from './policy-order';

/** A new reason for decisions; at its place, and the others make room. */
@Injectable()
export class AddPolicy {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policies: PolicyStore,
    private readonly events: EventStore,
  ) {}

  execute(call: Call, { id: siteId }: Site, { id, title, titles = {}, description = null, isSpam = false, position, isActive = true }: AddPolicyDto): Promise<Plain<PolicyView>> {
    return this.unitOfWork.run(async (tx) => {
      const others = await this.policies.lock(tx, siteId);
      if (others.length >= MOST_POLICIES) throw problem('not_possible', `A site has at most ${String(MOST_POLICIES)} policies.`);
      const policy: PolicyRow = { id, title, titles, description, is_spam: isSpam, is_active: isActive, position: others.length + 1 };
      const now = new Date();
      if (!(await this.policies.add(tx, siteId, policy, now))) throw problem('already_exists', `There is a policy ${id}.`);
      const order = orderWith(others, policy, position ?? null).map((one) => one.id);
      await this.policies.place(tx, siteId, order);
      await this.events.append(tx, siteId, [changeLine(call, 'policy.added', { policyId: id, title, isSpam, isActive }, now)]);
      return policyView({ ...policy, position: order.indexOf(id) + 1 });
    });
  }
}
