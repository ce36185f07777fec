const day = { type: 'string', pattern: '^20\\d\\d-\\d\\d-\\d\\d$' } as const;
const end = { anyOf: [day, { type: 'null' }] } as const;
const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength }) as const;
const list = (values: readonly string[]) => ({ type: 'array', minItems: 1, uniqueItems: true, items: { enum: values } }) as const;

const CATEGORIES = ['ANIMAL_WELFARE', 'CONSUMER_INFORMATION', 'CYBER_VIOLENCE', 'CYBER_VIOLENCE_AGAINST_WOMEN', 'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS', 'ILLEGAL_OR_HARMFUL_SPEECH', 'INTELLECTUAL_PROPERTY_INFRINGEMENTS', 'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS', 'NOT_SPECIFIED_NOTICE', 'OTHER_VIOLATION_TC', 'PROTECTION_OF_MINORS', 'RISK_FOR_PUBLIC_SECURITY', 'SCAMS_AND_FRAUD', 'SELF_HARM', 'UNSAFE_AND_PROHIBITED_PRODUCTS', 'VIOLENCE'];
const VISIBILITY = ['CONTENT_REMOVED', 'CONTENT_DISABLED', 'CONTENT_DEMOTED', 'CONTENT_AGE_RESTRICTED', 'CONTENT_INTERACTION_RESTRICTED', 'CONTENT_LABELLED', 'OTHER'];

/** One statement as `POST /api/v1/statement` of the Transparency Database takes it since July 2025, written from its documentation and not from our code. */
export const TRANSPARENCY_STATEMENT = {
  type: 'object',
  additionalProperties: false,
  required: ['puid', 'decision_ground', 'content_type', 'category', 'content_date', 'application_date', 'decision_facts', 'source_type', 'automated_detection', 'automated_decision'],
  anyOf: [{ required: ['decision_visibility'] }, { required: ['decision_account'] }],
  properties: {
    puid: { type: 'string', pattern: '^[a-zA-Z0-9_-]{1,500}$' },
    decision_visibility: list(VISIBILITY.map((one) => `DECISION_VISIBILITY_${one}`)),
    decision_visibility_other: text(500),
    decision_account: { enum: ['DECISION_ACCOUNT_SUSPENDED', 'DECISION_ACCOUNT_TERMINATED'] },
    decision_ground: { enum: ['DECISION_GROUND_ILLEGAL_CONTENT', 'DECISION_GROUND_INCOMPATIBLE_CONTENT'] },
    illegal_content_legal_ground: text(500),
    illegal_content_explanation: text(2_000),
    incompatible_content_ground: text(500),
    incompatible_content_explanation: text(2_000),
    incompatible_content_illegal: { enum: ['Yes', 'No'] },
    content_type: list(['CONTENT_TYPE_TEXT']),
    category: { enum: CATEGORIES.map((one) => `STATEMENT_CATEGORY_${one}`) },
    category_specification: list(['HATE_SPEECH', 'DEFAMATION', 'DISCRIMINATION', 'CYBER_HARASSMENT', 'CYBER_BULLYING_INTIMIDATION', 'CYBER_INCITEMENT', 'INCITEMENT_VIOLENCE_HATRED', 'MISINFORMATION_DISINFORMATION', 'PHISHING', 'HIDDEN_ADVERTISEMENT', 'INAUTHENTIC_ACCOUNTS', 'OTHER'].map((one) => `KEYWORD_${one}`)),
    content_date: day,
    application_date: day,
    end_date_visibility_restriction: end,
    end_date_account_restriction: end,
    decision_facts: text(5_000),
    source_type: { enum: ['SOURCE_ARTICLE_16', 'SOURCE_TRUSTED_FLAGGER', 'SOURCE_TYPE_OTHER_NOTIFICATION', 'SOURCE_VOLUNTARY'] },
    automated_detection: { enum: ['Yes', 'No'] },
    automated_decision: { enum: ['AUTOMATED_DECISION_FULLY', 'AUTOMATED_DECISION_PARTIALLY', 'AUTOMATED_DECISION_NOT_AUTOMATED'] },
  },
  allOf: [
    { if: { properties: { decision_ground: { const: 'DECISION_GROUND_ILLEGAL_CONTENT' } } }, then: { required: ['illegal_content_legal_ground', 'illegal_content_explanation'] }, else: { required: ['incompatible_content_ground', 'incompatible_content_explanation'] } },
    { if: { required: ['decision_visibility'], properties: { decision_visibility: { contains: { const: 'DECISION_VISIBILITY_OTHER' } } } }, then: { required: ['decision_visibility_other'] } },
  ],
} as const;

/** A batch, as `POST /api/v1/statements` takes it. */
export const TRANSPARENCY_BATCH = {
  type: 'object',
  required: ['statements'],
  additionalProperties: false,
  properties: { statements: { type: 'array', minItems: 1, maxItems: 100, items: TRANSPARENCY_STATEMENT } },
} as const;
