import { Injectable } from '@nestjs/common';
import type { ItemId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import type { DeskCall } from '../desk-call';
import { OpenItem } from './open-item';
import type { NoteItemDto, NoteView } from './workflow.dto';
import { WriteNote } from './write-note';

@Injectable()
export class NoteItem {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly open: OpenItem,
    private readonly note: WriteNote,
  ) {}

  /** For colleagues, at any item, also one that somebody holds or that was decided. The version stays: a note changes nothing that is judged. */
  execute(itemId: ItemId, { text }: NoteItemDto, call: DeskCall): Promise<Plain<NoteView>> {
    return this.unitOfWork.run(async (tx) => this.note.write(tx, call, await this.open.find(tx, call, itemId, 'note'), text));
  }
}
