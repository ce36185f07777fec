import { FoldDesk } from './fold-desk';
import { ShowStats } from './show-stats';
import { StatsController } from './stats.controller';
import { StatsRounds } from './stats-rounds';

/** What people decide, summed up by the worker. */
export const statsParts = { controllers: [StatsController], providers: [FoldDesk, ShowStats, StatsRounds] };
