import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { PolicyStore } from '../../store/policy.store';
import { TemplateStore } from '../../store/template.store';

/** Takes away a policy that no decision ever named. One that was named is what the past was decided by, and can only be switched off. */
@Injectable()
export class RemovePolicy {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policies: PolicyStore,
    private readonly templates: TemplateStore,
    private readonly events: EventStore,
  ) {}

  execute(call: Call, { id: siteId }: Site, id: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const all = await this.policies.lock(tx, siteId);
      const before = all.find((policy) => policy.id === id);
      if (!before) throw problem('not_found');
      const others = all.filter((policy) => policy !== before);
      if (!others.some(({ is_active: isActive }) => isActive)) throw problem('not_possible', 'A rejection needs a reason: the last policy in use stays.');
      if (await this.policies.isNamed(tx, siteId, id)) throw problem('not_possible', 'Decisions name this policy. Switch it off instead: {"isActive": false}.');
      await this.templates.forgetPolicy(tx, siteId, id);
      await this.policies.remove(tx, siteId, id);
      await this.policies.place(tx, siteId, others.map((one) => one.id));
      await this.events.append(tx, siteId, [changeLine(call, 'policy.removed', { policyId: id, title: before.title })]);
    });
  }
}
