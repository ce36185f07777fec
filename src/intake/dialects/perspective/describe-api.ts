import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../../platform/config/config';
import { CONFIG } from '../../../platform/config/config.module';
import { discoveryDocument } from './discovery-document';
import { PerspectiveError } from './perspective-error';
import { JSON_TYPE } from './perspective-protocol';

/** Answers Google's client libraries with the description that they build themselves from. */
@Injectable()
export class DescribeApi {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>) {}

  execute(request: FastifyRequest, version: string | undefined, reply: FastifyReply): void {
    void reply.header('content-type', JSON_TYPE).header('cache-control', 'private, no-cache');
    if (version === undefined || version === 'v1alpha1') {
      void reply.send(JSON.stringify(discoveryDocument(this.baseFor(request))));
      return;
    }
    const error = new PerspectiveError('NOT_FOUND', 'Discovery document not found for API service: commentanalyzer.googleapis.com').body();
    void reply.status(error.error.code).send(JSON.stringify(error));
  }

  /** Where the caller came to, so that it comes there again; behind a proxy that is not trusted, where the service says it is reached. */
  private baseFor({ protocol, host }: FastifyRequest): string {
    const known = new URL(this.config.publicUrl);
    return known.host === host ? known.origin : `${protocol}://${host}`;
  }
}
