import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { ImportRunId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { ImportRunStore } from '../../store/import-run.store';

/** Ends an import that is sent, waits or runs; whoever runs it hears of it with the next batch. What was imported until then stays. */
@Injectable()
export class CancelImport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly runs: ImportRunStore,
    private readonly events: EventStore,
  ) {}

  async execute(site: Site, call: Call, id: ImportRunId): Promise<void> {
    await this.work.run(async (tx) => {
      const now = new Date();
      if (await this.runs.endOpen(tx, site.id, id, { status: 'cancelled', failure: null, now })) {
        await this.events.append(tx, site.id, [changeLine(call, 'import.cancelled', { run: id }, now)]);
        return;
      }
      if (!(await this.runs.find(tx, site.id, id))) throw problem('not_found');
      throw problem('not_possible', 'This import has ended.');
    });
  }
}
