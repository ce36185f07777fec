import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { ItemId } from '../../domain/ids';
import { isPlainText } from '../../platform/http/validators';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ReviewTagStore } from '../../store/review-tag.store';
import type { DeskCall } from '../desk-call';
import { ItemLog } from './item-log';
import { OpenItem } from './open-item';

@Injectable()
export class UntagItem {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly open: OpenItem,
    private readonly tags: ReviewTagStore,
    private readonly log: ItemLog,
  ) {}

  /** `not_found` when the item has no such tag. */
  async execute(itemId: ItemId, tag: string, call: DeskCall): Promise<void> {
    const name = tag.trim();
    if (!isPlainText(name)) throw problem('not_found');
    await this.unitOfWork.run(async (tx) => {
      const item = await this.open.find(tx, call, itemId, 'tag');
      if (!(await this.tags.remove(tx, call.site.id, itemId, name))) throw problem('not_found');
      await this.log.write(tx, call, [{ type: 'item.untagged', item, payload: { tag: name } }]);
    });
  }
}
