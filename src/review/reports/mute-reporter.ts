import { Injectable } from '@nestjs/common';
import type { AuthorId } from '../../domain/ids';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { newId } from '../../platform/ids';
import { EventStore } from '../../store/event.store';
import { ReporterStore } from '../../store/reporter.store';
import type { DeskCall } from '../desk-call';
import { type ReporterView, reporterView } from './report.view';
import { reporterOf, Reporters } from './reporters';

/**
 * Mutes somebody who reports in bad faith, for good: what they report from now on is kept, and nothing follows from it; what they
 * reported before no longer counts towards a hold. They are not told.
 */
@Injectable()
export class MuteReporter {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reporters: Reporters,
    private readonly mutes: ReporterStore,
    private readonly events: EventStore,
  ) {}

  /** Muting twice is not an error; who did it first stands. */
  mute(id: AuthorId, note: string | null, call: DeskCall): Promise<Plain<ReporterView>> {
    return this.work.run(async (tx) => {
      const reporter = await this.reporters.find(tx, call.site.id, id);
      const isNew = await this.mutes.mute(tx, call.site.id, reporterOf(id), { note, personId: call.personId, now: call.now });
      if (!isNew) return reporterView({ ...reporter, mute: await this.mutes.muteOf(tx, call.site.id, reporterOf(id)) });
      await this.log(tx, call, 'reporter.muted', { authorId: id, upheld: reporter.record.upheld, dismissed: reporter.record.dismissed });
      return reporterView({ ...reporter, mute: { muted_at: call.now, muted_by: call.personId, muted_by_name: call.name, note } });
    });
  }

  /** Their next report counts again. Not an error for somebody who is not muted. */
  unmute(id: AuthorId, call: DeskCall): Promise<void> {
    return this.work.run(async (tx) => {
      await this.reporters.find(tx, call.site.id, id);
      if (await this.mutes.unmute(tx, call.site.id, reporterOf(id))) await this.log(tx, call, 'reporter.unmuted', { authorId: id });
    });
  }

  private async log(tx: Tx, { site, personId, requestId, now }: DeskCall, type: 'reporter.muted' | 'reporter.unmuted', payload: Record<string, unknown>): Promise<void> {
    await this.events.append(tx, site.id, [{ id: newId(), type, actor: `person:${personId}`, commentId: null, itemId: null, decisionId: null, payload, requestId, createdAt: now }]);
  }
}
