import { Injectable } from '@nestjs/common';
import { Logger } from 'nestjs-pino';

/** Nest tells at every start of every module and route it found; the routes stand in the OpenAPI document. */
const CHATTY = new Set(['InstanceLoader', 'RouterExplorer', 'RoutesResolver', 'NestFactory', 'NestApplication']);

/** The structured logger without the framework's own small talk; its warnings and errors stay. */
@Injectable()
export class QuietLogger extends Logger {
  override log(message: unknown, ...rest: unknown[]): void {
    if (!CHATTY.has(String(rest.at(-1)))) super.log(message, ...(rest as [string]));
  }
}
