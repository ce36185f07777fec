import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Config } from '../config/config';

/**
 * One line of JSON per event. Lines about requests come from http/request-hooks: the middleware that would write them is
 * switched off (`forRoutes: []`) for what its request context costs.
 */
export function loggingModule({ logLevel }: Pick<Config, 'logLevel'>): DynamicModule {
  return LoggerModule.forRoot({ forRoutes: [], pinoHttp: { level: logLevel } });
}
