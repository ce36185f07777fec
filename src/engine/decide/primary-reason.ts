import type { Facts } from '../facts';
import type { RuleError, VerdictAction } from '../verdict';
import { type CompiledRule } from './compiled-rule-set';
import { type Fired } from './judge-rules';
import { atMost } from './strictness';

/** Everything that spoke for an action, and the action it came to. */
export interface Standing {
  readonly facts: Facts;
  readonly contributing: readonly Fired[];
  readonly byScore: VerdictAction;
  readonly byErrors: VerdictAction;
  readonly errors: readonly RuleError[];
  readonly final: VerdictAction;
  /** The strictest the rules may be here: flag once a person approved this text. */
  readonly limit: VerdictAction;
}

export interface Primary {
  /** The rule behind it, if it was one. */
  readonly from: CompiledRule | null;
  readonly rule: string | null;
  readonly reason: string | null;
  readonly policy: string | null;
}

/** Reasons that are no rule's: how the site or the service works. */
const PROCESS = {
  article_premoderated: 'Comments on this article are reviewed first',
  article_closed: 'Comments on this article are closed',
  rule_error: 'A rule could not be judged',
  moderator_rejected: 'A moderator rejected this text',
  edited_after_approval: 'Edited after a moderator approved it',
  edited_after_rejection: 'Edited after a moderator rejected it',
} as const;

const STANDING = {
  premoderate: { rule: 'author_premoderated', reason: 'Comments of this author are reviewed first' },
  suspend: { rule: 'author_suspended', reason: 'A moderator suspended this author' },
  ban: { rule: 'author_banned', reason: 'A moderator banned this author' },
} as const;

function process(rule: keyof typeof PROCESS): Primary {
  return { from: null, rule, reason: PROCESS[rule], policy: null };
}

/** What a moderator made of the author is the reason, whatever rules say besides. */
function byStanding({ by, until }: NonNullable<Facts['restricted']>): Primary {
  const { rule, reason } = STANDING[by];
  return { from: null, rule, reason: until === undefined ? reason : `${reason}, until ${until.slice(0, 16).replace('T', ' ')} UTC`, policy: null };
}

/** The first in evaluation order whose action is the final one; else the largest contributor to the score; else the process (rules.md E6.6). */
export function primaryReason(standing: Standing): Primary {
  const { facts, contributing, byScore, byErrors, final, limit } = standing;
  if (final === 'publish') return { from: null, rule: null, reason: null, policy: null };
  if (facts.decided?.action === 'reject' && !facts.decided.textChanged) return process('moderator_rejected');
  if (final === 'reject' && facts.base === 'reject' && facts.restricted) return byStanding(facts.restricted);
  const itself = contributing.find(({ hit }) => hit.action !== 'none' && hit.action !== 'allow' && atMost(hit.action, limit) === final);
  if (itself) return fromRule(itself);
  if (atMost(byScore, limit) === final) return fromRule(largest(contributing));
  if (atMost(byErrors, limit) === final) return process('rule_error');
  if (facts.base === final && facts.restricted) return byStanding(facts.restricted);
  if (facts.base === final) return process(final === 'reject' ? 'article_closed' : 'article_premoderated');
  return process(facts.decided?.action === 'approve' ? 'edited_after_approval' : 'edited_after_rejection');
}

function largest(contributing: readonly Fired[]): Fired | undefined {
  return contributing.reduce<Fired | undefined>((best, fired) => (best && best.hit.score >= fired.hit.score ? best : fired), undefined);
}

function fromRule(fired: Fired | undefined): Primary {
  if (!fired) return process('rule_error');
  const { rule, hit } = fired;
  return { from: rule, rule: rule.id, reason: hit.reason, policy: hit.policy === '' ? null : hit.policy };
}
