import { Injectable } from '@nestjs/common';
import { addressGroup, RateLimits } from '../access/rate-limits';
import { type Problem, problem } from '../domain/errors';
import { policyOf, policyTitle as policyTitleIn } from '../domain/policy-title';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { PolicyStore } from '../store/policy.store';
import { NudgeTokens } from './nudge-tokens';
import type { Submission } from './submission';

const PER_HOUR = { quota: 3, seconds: 3_600 };
const BY_AUTHOR = { name: 'nudge', ...PER_HOUR };
const BY_ADDRESS = { name: 'nudge-address', ...PER_HOUR };

/** Asks a reader to think again before their text is judged for good (decisions.md 10). */
@Injectable()
export class Nudge {
  constructor(
    private readonly work: UnitOfWork,
    private readonly limits: RateLimits,
    private readonly tokens: NudgeTokens,
    private readonly policies: PolicyStore,
  ) {}

  /** The submission as one that was asked before, when the token says so. Any other token is as good as none. */
  async recognise(submission: Submission, token: string | undefined): Promise<Submission> {
    if (!submission.mayNudge || token === undefined) return submission;
    return (await this.tokens.isFor(submission, token)) ? { ...submission, mayNudge: false } : submission;
  }

  /** Whether this reader and this address may be asked once more in this hour; counts it if so. */
  isStillDue({ site, actor, address }: Submission): Promise<boolean> {
    return this.limits.tryTake([{ policy: BY_AUTHOR, parts: [site.id, actor] }, { policy: BY_ADDRESS, parts: [site.id, addressGroup(address ?? '')] }]);
  }

  /** What the reader is told: which policy it is about, never what gave it away. */
  async problem(submission: Submission, policy: string | null, languages: readonly string[]): Promise<Problem> {
    const known = policy === null ? undefined : policyOf(await this.policies.list(this.work.reads, submission.site.id), policy);
    const policyTitle = known === undefined ? null : policyTitleIn(known, languages);
    return problem('nudge', { extra: { nudgeToken: await this.tokens.make(submission), policy, policyTitle } });
  }
}
