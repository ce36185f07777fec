import { AddQueue } from './add-queue';
import { ChangeQueue } from './change-queue';
import { ListQueues } from './list-queues';
import { QueueAccess } from './queue-access';
import { QueueMembers } from './queue-members';
import { QueuesController } from './queues.controller';
import { RemoveQueue } from './remove-queue';

/** Queues and who may see them, as the module of the review desk takes them in. */
export const queueParts = { controllers: [QueuesController], providers: [AddQueue, ChangeQueue, ListQueues, QueueAccess, QueueMembers, RemoveQueue] };
