import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Config } from '../config/config';

/**
 * One line of JSON per request and per event. Bodies, cookies and credentials never reach a log: the request serializer
 * names what may be logged instead of what may not.
 */
export function loggingModule({ logLevel }: Pick<Config, 'logLevel'>): DynamicModule {
  return LoggerModule.forRoot({
    pinoHttp: {
      level: logLevel,
      genReqId: (request) => (request as unknown as { id: string }).id,
      customAttributeKeys: { reqId: 'requestId' },
      quietReqLogger: true,
      autoLogging: { ignore: (request) => /^\/(livez|readyz|metrics|console|docs)/.test(request.url ?? '') },
      customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
      serializers: {
        // The query of a search may quote a reader's words: the path alone is logged.
        req: (request: { method: string; url: string }) => ({ method: request.method, path: request.url.split('?')[0] }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
    },
  });
}
