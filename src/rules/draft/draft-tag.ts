import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { etag } from '../../platform/http/headers';
import type { DraftView } from './draft.dto';

/** Puts the draft's version on an answer that carries the draft. */
@Injectable()
export class DraftTag implements NestInterceptor<DraftView, DraftView> {
  intercept(context: ExecutionContext, next: CallHandler<DraftView>): Observable<DraftView> {
    return next.handle().pipe(tap(({ version }) => {
      void context.switchToHttp().getResponse<FastifyReply>().header('etag', etag(version));
    }));
  }
}
