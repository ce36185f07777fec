import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Secrets } from '../../platform/crypto/secrets';
import { Jobs } from '../../platform/jobs/jobs';
import { metrics } from '../../platform/metrics/metrics';
import { SealAnew } from './seal-anew';

const EVERY_SECONDS = 30;

/**
 * Sees to it that nothing stays sealed with an earlier secret, and says when that one may go. While an earlier secret is given it looks again
 * and again: another process may not know of the newest yet. Without one, a pass after the start is enough.
 */
@Injectable()
export class SealingRounds implements OnModuleInit {
  private readonly log = new Logger('secrets');
  private isDone = false;
  private wasSaid = false;

  constructor(
    private readonly jobs: Jobs,
    private readonly secrets: Secrets,
    private readonly sealAnew: SealAnew,
  ) {}

  onModuleInit(): void {
    this.jobs.every(EVERY_SECONDS, 'secrets.seal', (signal) => this.round(signal));
  }

  private async round(signal: AbortSignal): Promise<void> {
    if (this.isDone) return;
    const { anew, unreadable } = await this.sealAnew.execute(() => signal.aborted);
    if (signal.aborted) return;
    metrics.sealedAnew.inc(anew);
    if (anew > 0) this.log.log({ count: anew }, 'stored secrets were sealed anew with WEIR_SECRET');
    if (unreadable > 0 && !this.wasSaid) this.log.warn({ count: unreadable }, 'stored secrets cannot be read with any secret that is known here');
    // What was sealed meanwhile by a process that does not know the newest secret is found by the next pass.
    if (anew > 0) return;
    if (this.secrets.isChanging && !this.wasSaid) this.log.warn('nothing is sealed with an earlier secret any more: once every process has the new WEIR_SECRET, take WEIR_SECRET_BEFORE (or the file secret.before) away');
    this.wasSaid = true;
    this.isDone = !this.secrets.isChanging;
  }
}
