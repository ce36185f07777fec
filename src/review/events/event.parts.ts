import { EventAnswers } from './event-answers';
import { EventLines } from './event-lines';
import { EventsController } from './events.controller';
import { ExportEvents } from './export-events';
import { ListEvents } from './list-events';

/** The log, page by page or as a file. */
export const eventParts = { controllers: [EventsController], providers: [EventAnswers, EventLines, ExportEvents, ListEvents] };
