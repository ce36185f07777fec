import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../access/call';
import type { Site } from '../domain/actor';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Plain } from '../platform/http/plain';
import { EventStore } from '../store/event.store';
import { LawNoticeStore } from '../store/law-notice.store';
import type { NotifierErasedView } from './notice.view';
import { NotifierSeal } from './notifier';

/** Forgets who gave notices from an address, and what they wrote. That there were notices, and what was decided, stays. */
@Injectable()
export class EraseNotifier {
  constructor(
    private readonly work: UnitOfWork,
    private readonly notices: LawNoticeStore,
    private readonly events: EventStore,
    private readonly seal: NotifierSeal,
  ) {}

  async execute(site: Site, call: Call, email: string): Promise<Plain<NotifierErasedView>> {
    const hashes = [this.seal.hashOf(site.id, email), ...this.seal.earlierHashesOf(site.id, email)];
    return this.work.run(async (tx) => {
      const notices = await this.notices.forget(tx, site.id, hashes);
      if (notices > 0) await this.events.append(tx, site.id, [changeLine(call, 'notifier.erased', { notices })]);
      return { notices };
    });
  }
}
