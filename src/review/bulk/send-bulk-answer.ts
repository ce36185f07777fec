import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Plain } from '../../platform/http/plain';
import type { BulkDryRunView, BulkStartedView } from './bulk.view';
import type { BulkAnswer } from './start-bulk';

/** 202 for what a worker will do, 200 for what it would do. */
@Injectable()
export class SendBulkAnswer implements NestInterceptor<BulkAnswer, Plain<BulkDryRunView> | Plain<BulkStartedView>> {
  intercept(context: ExecutionContext, next: CallHandler<BulkAnswer>): Observable<Plain<BulkDryRunView> | Plain<BulkStartedView>> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer) => {
        if ('started' in answer) return answer.started;
        void reply.status(200);
        return answer.dryRun;
      }),
    );
  }
}
