import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs';
import { FoldEvidence } from './fold-evidence';

/** How far statistics may lag behind the ordered log. */
const FOLD_SECONDS = 0.5;

/** What the worker does again and again, so that admins see what rules do. */
@Injectable()
export class EvidenceRounds implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly fold: FoldEvidence,
  ) {}

  onModuleInit(): void {
    this.jobs.every(FOLD_SECONDS, 'evaluate.fold_evidence', async (signal) => {
      while (!signal.aborted && (await this.fold.runOnce()) > 0);
    });
  }
}
