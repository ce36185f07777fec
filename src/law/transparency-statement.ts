import type { LawSource } from '../domain/statement-of-reasons';
import type { LawStatementRow } from '../store/law-statement.store';

/** As the Transparency Database takes it: `POST /api/v1/statement`, or up to a hundred to `/api/v1/statements`. */
export type TransparencyStatement = Readonly<Record<string, string | readonly string[] | null>>;

export interface Category {
  readonly category: string;
  readonly keyword?: string;
}

const CATEGORIES: Readonly<Record<string, Category>> = {
  scam: { category: 'SCAMS_AND_FRAUD' },
  hate: { category: 'ILLEGAL_OR_HARMFUL_SPEECH', keyword: 'HATE_SPEECH' },
  abuse: { category: 'CYBER_VIOLENCE', keyword: 'CYBER_HARASSMENT' },
  threat: { category: 'VIOLENCE' },
  privacy: { category: 'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS' },
  misinformation: { category: 'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS', keyword: 'MISINFORMATION_DISINFORMATION' },
};
const OTHER: Category = { category: 'OTHER_VIOLATION_TC' };

/** Of the Transparency Database, for what the rules of the site call it. */
export function categoryOf(policy: string | null): Category {
  return CATEGORIES[policy ?? ''] ?? OTHER;
}

const WHAT: Readonly<Record<LawStatementRow['restriction'], string>> = {
  removal: 'A comment was rejected or removed.',
  premoderate: 'From now on, comments of an author wait for a moderator before they are shown.',
  suspend: 'An author was suspended for a time: comments of the author are rejected.',
  ban: 'An author was excluded: comments of the author are rejected.',
};

const FOUND: Readonly<Record<LawSource, string>> = {
  article_16: 'Somebody had given notice that it is illegal.',
  trusted_flagger: 'A trusted flagger had given notice that it is illegal.',
  notice: 'Readers had reported it.',
  own: 'The site found it.',
};

const SOURCES: Readonly<Record<LawSource, string>> = {
  article_16: 'SOURCE_ARTICLE_16',
  trusted_flagger: 'SOURCE_TRUSTED_FLAGGER',
  notice: 'SOURCE_TYPE_OTHER_NOTIFICATION',
  own: 'SOURCE_VOLUNTARY',
};

/** Only what the statement itself holds: no name, no id of a person, no word of the comment. */
export function transparencyStatement(row: LawStatementRow): TransparencyStatement {
  const { category, keyword } = categoryOf(row.policy);
  return {
    puid: row.id,
    ...decisionOf(row),
    decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
    incompatible_content_ground: row.ground,
    incompatible_content_explanation: `The content is not compatible with this rule of the comment section: ${row.ground}`,
    incompatible_content_illegal: 'No',
    content_type: ['CONTENT_TYPE_TEXT'],
    category: `STATEMENT_CATEGORY_${category}`,
    ...(keyword === undefined ? {} : { category_specification: [`KEYWORD_${keyword}`] }),
    content_date: day(row.content_at),
    application_date: day(row.restricted_at),
    decision_facts: factsOf(row),
    source_type: SOURCES[row.source],
    automated_detection: row.is_detected_automatically ? 'Yes' : 'No',
    automated_decision: row.is_decided_automatically ? 'AUTOMATED_DECISION_FULLY' : 'AUTOMATED_DECISION_NOT_AUTOMATED',
  };
}

/** In a sentence or three, also for the author. */
export function factsOf({ restriction, source, is_detected_automatically: isDetected, is_decided_automatically: isAutomatic }: LawStatementRow): string {
  const found = source === 'own' && isDetected ? 'A rule of the site found it.' : FOUND[source];
  return `${WHAT[restriction]} ${found} ${isAutomatic ? 'A rule decided.' : 'A person decided.'}`;
}

function decisionOf({ restriction, until }: LawStatementRow): TransparencyStatement {
  switch (restriction) {
    case 'removal':
      return { decision_visibility: ['DECISION_VISIBILITY_CONTENT_REMOVED'], end_date_visibility_restriction: null };
    case 'premoderate':
      return { decision_visibility: ['DECISION_VISIBILITY_OTHER'], decision_visibility_other: WHAT.premoderate, end_date_visibility_restriction: until && day(until) };
    case 'suspend':
      return { decision_account: 'DECISION_ACCOUNT_SUSPENDED', end_date_account_restriction: until && day(until) };
    case 'ban':
      return { decision_account: 'DECISION_ACCOUNT_TERMINATED', end_date_account_restriction: null };
  }
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}
