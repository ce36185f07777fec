import type { DuplicateOperand, RateOperand, RuleDocument } from './document';

/** What the language has but this version cannot evaluate. Such a rule is refused: a condition is never silently ignored. */
export interface Unavailable {
  readonly key: string;
  readonly message: string;
}

const RATE_KEYS: Readonly<Record<string, string>> = {
  near_dup: 'near duplicates are not found yet',
  domain: 'domains are not counted yet',
  contact: 'contacts are not counted yet',
};

const OUTCOMES = 'only submitted comments are counted yet';

export function unavailableInRate(operand: RateOperand): Unavailable[] {
  const found = operand.by.filter((key) => key in RATE_KEYS).map((key) => ({ key: 'by', message: `\`rate\` by \`${key}\` is not available yet: ${RATE_KEYS[key] ?? ''}.` }));
  if (operand.distinct === 'domain') found.push({ key: 'distinct', message: '`distinct: domain` is not available yet: domains are not counted yet.' });
  if (operand.of !== undefined && operand.of !== 'submitted') found.push({ key: 'of', message: `\`of: ${operand.of}\` is not available yet: ${OUTCOMES}.` });
  return found;
}

export function unavailableInDuplicate(operand: DuplicateOperand): Unavailable[] {
  const found: Unavailable[] = [];
  if (operand.similarity !== 1) {
    found.push({ key: 'similarity', message: '`duplicate` with similarity below 1 is not available yet (0.6 if it is not written). Write `similarity: 1` for the same text.' });
  }
  if (operand.against === 'article_text') found.push({ key: 'against', message: '`against: article_text` is not available yet: articles are stored without their text.' });
  if (operand.against === 'rejected') found.push({ key: 'against', message: `\`against: rejected\` is not available yet: ${OUTCOMES}.` });
  return found;
}

const EFFECTS: Readonly<Record<string, string>> = {
  label: 'labels are not kept yet',
  notify: 'nobody is notified yet',
  close_article: 'articles are closed by people only',
};

export function unavailableInRule(rule: RuleDocument): Unavailable[] {
  const found: Unavailable[] = [];
  if (rule.max_actions_per_day !== undefined) found.push({ key: 'max_actions_per_day', message: '`max_actions_per_day` is not available yet: actions are not counted yet.' });
  const never = (rule.on ?? []).filter((event) => event === 'report' || event === 'rescan');
  if (never.length > 0) found.push({ key: 'on', message: `\`on: ${never.join(', ')}\` is not available yet: comments are judged when they are sent or edited.` });
  for (const [key, why] of Object.entries(EFFECTS)) {
    if (key in rule.then) found.push({ key: 'then', message: `\`${key}\` is not available yet: ${why}.` });
  }
  return found;
}
