import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { TemplateId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { TemplateStore } from '../../store/template.store';

/** Takes a template away. What was written with it stands in the decisions. */
@Injectable()
export class RemoveTemplate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateStore,
    private readonly events: EventStore,
  ) {}

  execute(call: Call, { id: siteId }: Site, id: TemplateId): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const row = await this.templates.remove(tx, siteId, id);
      if (!row) throw problem('not_found');
      await this.events.append(tx, siteId, [changeLine(call, 'template.removed', { templateId: id, name: row.name, lang: row.lang })]);
    });
  }
}
