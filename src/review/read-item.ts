import { Injectable } from '@nestjs/common';
import { problem } from '../domain/errors';
import type { ItemId } from '../domain/ids';
import type { DeskLook } from './desk-call';
import { ItemPages } from './item-pages';
import type { ReviewItemView } from './item.view';
import type { Plain } from '../platform/http/plain';

@Injectable()
export class ReadItem {
  constructor(private readonly pages: ItemPages) {}

  /** Everything a moderator reads before deciding; `not_found` when the site has no such item. */
  async execute(id: ItemId, look: DeskLook): Promise<Plain<ReviewItemView>> {
    const [item] = await this.pages.show(look, [id]);
    if (item === undefined) throw problem('not_found');
    return item;
  }
}
