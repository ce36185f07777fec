import { InsightsController } from './insights.controller';
import { ShowInsights } from './show-insights';
import { ShowQueueAges } from './show-queue-ages';

/** What charts show. */
export const insightParts = { controllers: [InsightsController], providers: [ShowInsights, ShowQueueAges] };
