import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import { EventStore } from '../../store/event.store';
import { LabelStore } from '../../store/label.store';
import type { DeskCall } from '../desk-call';
import { isSecret } from './label.dto';

/** Takes a label off; rules no longer see it with the next comment. */
@Injectable()
export class RemoveLabel {
  constructor(
    private readonly work: UnitOfWork,
    private readonly labels: LabelStore,
    private readonly events: EventStore,
  ) {}

  execute(id: string, { site, personId, requestId, now }: DeskCall): Promise<void> {
    return this.work.run(async (tx) => {
      const row = await this.labels.remove(tx, site.id, id);
      if (!row) throw problem('not_found');
      const payload = { labelId: id, entity: row.entity, ...(isSecret(row.entity) ? {} : { subject: row.subject }), label: row.name, addedBy: row.added_by };
      await this.events.append(tx, site.id, [{ id: newId(), type: 'label.removed', actor: `person:${personId}`, commentId: row.comment_id, itemId: null, decisionId: null, payload, requestId, createdAt: now }]);
    });
  }
}
