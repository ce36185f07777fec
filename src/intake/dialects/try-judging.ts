import { Injectable } from '@nestjs/common';
import type { TrialStep } from '../../access/connections/connection-trials';
import type { Site } from '../../domain/actor';
import type { Connection } from '../../store/connection.store';
import { CheckComment } from '../check-comment';

const REMARK = 'A quiet remark about the article, as readers write them.';

/** The step that every dialect's trial has: a remark is judged by the rules as they are, and nothing is stored. */
@Injectable()
export class TryJudging {
  constructor(private readonly check: CheckComment) {}

  async execute(site: Site, { id, dialect }: Connection): Promise<TrialStep> {
    const actor = { kind: 'connection', connectionId: id, dialect, permissions: new Set<never>() } as const;
    const sender = { site, actor, requestId: 'trial', idempotencyKey: null, ip: '127.0.0.1', userAgent: null, isForeign: true };
    const { status } = await this.check.execute({ article: { id: 'weir:trial' }, body: REMARK }, sender);
    return { name: 'judging', isOk: true, detail: `A quiet remark would be ${status} by the rules as they are.` };
  }
}
