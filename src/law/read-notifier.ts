import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../access/call';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { NoticeId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Plain } from '../platform/http/plain';
import { EventStore } from '../store/event.store';
import { LawNoticeStore } from '../store/law-notice.store';
import type { NotifierView } from './notice.view';
import { NotifierSeal } from './notifier';

/** Who gave a notice: to answer them, and for nothing else. The log says who asked. */
@Injectable()
export class ReadNotifier {
  constructor(
    private readonly work: UnitOfWork,
    private readonly notices: LawNoticeStore,
    private readonly events: EventStore,
    private readonly seal: NotifierSeal,
  ) {}

  async execute(site: Site, call: Call, id: NoticeId): Promise<Plain<NotifierView>> {
    return this.work.run(async (tx) => {
      const row = await this.notices.find(tx, site.id, id);
      if (row === null) throw problem('not_found');
      if (row.notifier === null) throw problem('gone', 'Nobody was named, or the name is gone.');
      await this.events.append(tx, site.id, [changeLine(call, 'notifier.read', { noticeId: id })]);
      return { ...this.seal.open(row.notifier), lang: row.lang };
    });
  }
}
