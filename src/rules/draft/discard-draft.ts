import { Injectable } from '@nestjs/common';
import type { RuleCall } from '../rule-call';
import type { DraftView } from './draft.dto';
import { draftView } from './draft.view';
import { KeepDraft } from './keep-draft';

/** Throws the changes away: the draft is the running version again. */
@Injectable()
export class DiscardDraft {
  constructor(private readonly keep: KeepDraft) {}

  async execute({ call, site }: RuleCall, version: number): Promise<DraftView> {
    return draftView(await this.keep.clear(call, site, version));
  }
}
