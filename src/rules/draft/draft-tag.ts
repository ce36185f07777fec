import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { etag } from '../../platform/http/headers';
import type { DraftView } from './draft.dto';

type WithDraft = DraftView | { readonly draft: DraftView };

/** Puts the draft's version on an answer that is the draft or carries it. */
@Injectable()
export class DraftTag implements NestInterceptor<WithDraft, WithDraft> {
  intercept(context: ExecutionContext, next: CallHandler<WithDraft>): Observable<WithDraft> {
    return next.handle().pipe(tap((answer) => {
      const { version } = 'draft' in answer ? answer.draft : answer;
      void context.switchToHttp().getResponse<FastifyReply>().header('etag', etag(version));
    }));
  }
}
