import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { MadeDecision } from './decide-item';

/** Sends the decision: 201 when it was made now, 200 when an earlier request with the same Idempotency-Key made it. */
@Injectable()
export class ReplayAnswer implements NestInterceptor<MadeDecision, MadeDecision['view']> {
  intercept(context: ExecutionContext, next: CallHandler<MadeDecision>): Observable<MadeDecision['view']> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map(({ view, isReplay }) => {
        if (isReplay) void reply.status(200);
        return view;
      }),
    );
  }
}
