import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { DraftView } from './draft.dto';
import { draftView } from './draft.view';
import { OpenDrafts } from './open-draft';

export interface ShownDraft {
  readonly draft: DraftView;
  readonly answer: DraftView | string;
  readonly type: string;
}

/** The working copy, as JSON or, for who asks for YAML, as its text. */
@Injectable()
export class ShowDraft {
  constructor(
    private readonly work: UnitOfWork,
    private readonly open: OpenDrafts,
  ) {}

  async execute(site: Site, accept: string | undefined): Promise<ShownDraft> {
    const draft = draftView(await this.open.of(this.work.reads, site));
    if (accept?.includes('application/yaml') === true) return { draft, answer: draft.yaml, type: 'application/yaml; charset=utf-8' };
    return { draft, answer: draft, type: 'application/json; charset=utf-8' };
  }
}
