import { EscalateItem } from './escalate-item';
import { ItemLog } from './item-log';
import { KeepItemsMoving } from './keep-items-moving';
import { MoveItem } from './move-item';
import { NoteItem } from './note-item';
import { OpenItem } from './open-item';
import { SnoozeItem } from './snooze-item';
import { TagItem } from './tag-item';
import { UntagItem } from './untag-item';
import { WorkflowController } from './workflow.controller';
import { WriteNote } from './write-note';

/** What people do with an item beside deciding it, as the module of the review desk takes it in. */
export const workflowParts = { controllers: [WorkflowController], providers: [EscalateItem, ItemLog, KeepItemsMoving, MoveItem, NoteItem, OpenItem, SnoozeItem, TagItem, UntagItem, WriteNote] };
