import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { CommentId, ItemId } from '../../domain/ids';
import type { Tx } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import type { Plain } from '../../platform/http/plain';
import { ReviewNoteStore } from '../../store/review-note.store';
import type { DeskCall } from '../desk-call';
import { ItemLog } from './item-log';
import { MOST_NOTES, type NoteView, toNoteView } from './workflow.dto';

/** Writes a note at a locked item, with its line in the log, which does not repeat it. */
@Injectable()
export class WriteNote {
  constructor(
    private readonly notes: ReviewNoteStore,
    private readonly log: ItemLog,
  ) {}

  async write(tx: Tx, call: DeskCall, item: { readonly id: ItemId; readonly comment_id: CommentId }, text: string): Promise<Plain<NoteView>> {
    const siteId = call.site.id;
    if ((await this.notes.count(tx, siteId, item.comment_id)) >= MOST_NOTES) throw problem('not_possible', `A comment has at most ${String(MOST_NOTES)} notes.`);
    const id = newId<string>();
    await this.notes.add(tx, siteId, { id, commentId: item.comment_id, itemId: item.id, text, writtenBy: call.personId, createdAt: call.now });
    await this.log.write(tx, call, [{ type: 'item.noted', item, payload: { noteId: id } }]);
    return toNoteView({ id, text, written_by: call.personId, written_by_name: call.name, created_at: call.now });
  }
}
