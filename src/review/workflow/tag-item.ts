import { Injectable } from '@nestjs/common';
import { futureMoment } from '../../access/future-moment';
import { invalidField, problem } from '../../domain/errors';
import type { ItemId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { ReviewTagStore } from '../../store/review-tag.store';
import type { DeskCall } from '../desk-call';
import { ItemLog } from './item-log';
import { OpenItem } from './open-item';
import { LONGEST_TAG, MOST_TAGS, TAG, type TagItemDto, type TagView } from './workflow.dto';

@Injectable()
export class TagItem {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly open: OpenItem,
    private readonly tags: ReviewTagStore,
    private readonly log: ItemLog,
  ) {}

  /** Puts a tag on an item, or moves the end of one that is there. The version stays. */
  execute(itemId: ItemId, tag: string, { dto, call }: { readonly dto: TagItemDto; readonly call: DeskCall }): Promise<Plain<TagView>> {
    const name = tag.trim();
    if (name.length > LONGEST_TAG || !TAG.test(name)) throw invalidField('/tag', `A tag has 1 to ${String(LONGEST_TAG)} letters and digits, with spaces, dots, dashes or underscores between them.`);
    const expiresAt = futureMoment(dto.expiresAt, '/expiresAt');
    return this.unitOfWork.run(async (tx) => {
      const item = await this.open.find(tx, call, itemId, 'tag');
      const present = await this.tags.ofItems(tx, call.site.id, [itemId], call.now);
      if (present.length >= MOST_TAGS && !present.some((one) => one.tag === name)) throw problem('not_possible', `An item has at most ${String(MOST_TAGS)} tags.`);
      await this.tags.put(tx, call.site.id, itemId, { tag: name, addedBy: call.personId, addedAt: call.now, expiresAt });
      const view = { tag: name, expiresAt: expiresAt?.toISOString() ?? null };
      await this.log.write(tx, call, [{ type: 'item.tagged', item, payload: view }]);
      return view;
    });
  }
}
