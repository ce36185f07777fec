import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Readiness } from '../health/readiness';
import { allMetrics } from '../metrics/all-metrics';
import { registry } from '../metrics/metrics';
import { Public } from './access-rule';

/** For load balancers and monitoring. Says nothing about any site. */
@ApiExcludeController()
@Controller()
export class OperationsController {
  constructor(private readonly readiness: Readiness) {}

  /** This process runs and its event loop turns. */
  @Public()
  @Get('livez')
  @Header('cache-control', 'no-store')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** This process can do its work: database, migrations, rule sets. */
  @Public()
  @Get('readyz')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const checks = await this.readiness.report();
    const ok = Object.values(checks).every((problem) => problem === null);
    await reply.status(ok ? 200 : 503).header('cache-control', 'no-store').send({ status: ok ? 'ok' : 'unavailable', checks });
  }

  @Public()
  @Get('metrics')
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    await reply.header('content-type', registry.contentType).send(await allMetrics());
  }
}
