import { Global, Module } from '@nestjs/common';
import { EventStore } from './event.store';
import { OutboxStore } from './outbox.store';
import { ReviewItemStore } from './review-item.store';

const stores = [EventStore, OutboxStore, ReviewItemStore];

/** The only room that speaks SQL. Every method takes the transaction or pool first, then the site. */
@Global()
@Module({ providers: stores, exports: stores })
export class StoreModule {}
