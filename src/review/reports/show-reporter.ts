import { Injectable } from '@nestjs/common';
import type { AuthorId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import type { DeskLook } from '../desk-call';
import { type ReporterView, reporterView } from './report.view';
import { Reporters } from './reporters';

/** How somebody's reports went, and what the next one weighs. */
@Injectable()
export class ShowReporter {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reporters: Reporters,
  ) {}

  async execute(id: AuthorId, { site }: DeskLook): Promise<Plain<ReporterView>> {
    return reporterView(await this.reporters.find(this.work.reads, site.id, id));
  }
}
