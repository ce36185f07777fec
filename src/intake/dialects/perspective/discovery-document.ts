/**
 * The description of this dialect that Google's own client libraries build themselves from (`google.discoverAPI`,
 * `discovery.build(..., discoveryServiceUrl=…)`). Everything in it points to `base`, so that the clients call us.
 *
 * @param base how callers reach the service, without a slash at the end.
 */
export function discoveryDocument(base: string): Readonly<Record<string, unknown>> {
  const rootUrl = `${base}/`;
  return {
    kind: 'discovery#restDescription',
    discoveryVersion: 'v1',
    id: 'commentanalyzer:v1alpha1',
    name: 'commentanalyzer',
    version: 'v1alpha1',
    revision: '20261001',
    title: 'Perspective Comment Analyzer API',
    description: 'Scores comments, as Perspective did; spoken by Weir.',
    ownerDomain: 'google.com',
    ownerName: 'Google',
    protocol: 'rest',
    batchPath: 'batch',
    rootUrl,
    baseUrl: rootUrl,
    servicePath: '',
    parameters: PARAMETERS,
    schemas: SCHEMAS,
    resources: { comments: { methods: { analyze: method('analyze', 'Analyzes the provided text and returns scores for requested attributes.', 'AnalyzeComment'), suggestscore: method('suggestscore', 'Suggest comment scores as training data.', 'SuggestCommentScore') } } },
  };
}

function method(name: string, description: string, message: string): Readonly<Record<string, unknown>> {
  const path = `v1alpha1/comments:${name}`;
  return { id: `commentanalyzer.comments.${name}`, path, flatPath: path, httpMethod: 'POST', description, parameters: {}, parameterOrder: [], request: { $ref: `${message}Request` }, response: { $ref: `${message}Response` } };
}

const STRING = { type: 'string' } as const;
const STRINGS = { type: 'array', items: STRING } as const;
const BOOLEAN = { type: 'boolean' } as const;
const FLOAT = { type: 'number', format: 'float' } as const;
const INTEGER = { type: 'integer', format: 'int32' } as const;
const SCORE_TYPE = { type: 'string', enum: ['SCORE_TYPE_UNSPECIFIED', 'PROBABILITY', 'STD_DEV_SCORE', 'PERCENTILE', 'RAW'] } as const;

const ref = (name: string): Readonly<Record<string, unknown>> => ({ $ref: name });
const list = (name: string): Readonly<Record<string, unknown>> => ({ type: 'array', items: ref(name) });
const map = (name: string): Readonly<Record<string, unknown>> => ({ type: 'object', additionalProperties: ref(name) });

const query = (more: object = {}): Readonly<Record<string, unknown>> => ({ type: 'string', location: 'query', ...more });

const PARAMETERS = {
  key: query({ description: 'API key: the credential of a connection of a site.' }),
  alt: query({ enum: ['json'], default: 'json' }),
  fields: query(),
  prettyPrint: query({ type: 'boolean', default: 'true' }),
  quotaUser: query(),
  access_token: query(),
  oauth_token: query(),
  callback: query(),
  uploadType: query(),
  upload_protocol: query(),
  '$.xgafv': query({ enum: ['1', '2'] }),
};

const MESSAGES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  AnalyzeCommentRequest: {
    comment: ref('TextEntry'),
    requestedAttributes: map('AttributeParameters'),
    languages: STRINGS,
    context: ref('Context'),
    spanAnnotations: BOOLEAN,
    doNotStore: BOOLEAN,
    dropUnsupportedAttributes: BOOLEAN,
    clientToken: STRING,
    sessionId: STRING,
    communityId: STRING,
  },
  AnalyzeCommentResponse: { attributeScores: map('AttributeScores'), languages: STRINGS, detectedLanguages: STRINGS, clientToken: STRING },
  SuggestCommentScoreRequest: { comment: ref('TextEntry'), attributeScores: map('AttributeScores'), context: ref('Context'), languages: STRINGS, communityId: STRING, clientToken: STRING, sessionId: STRING },
  SuggestCommentScoreResponse: { clientToken: STRING, detectedLanguages: STRINGS, requestedLanguages: STRINGS },
  AttributeParameters: { scoreType: SCORE_TYPE, scoreThreshold: FLOAT },
  AttributeScores: { summaryScore: ref('Score'), spanScores: list('SpanScore') },
  SpanScore: { begin: INTEGER, end: INTEGER, score: ref('Score') },
  Score: { value: FLOAT, type: SCORE_TYPE },
  TextEntry: { text: STRING, type: { type: 'string', enum: ['TEXT_TYPE_UNSPECIFIED', 'PLAIN_TEXT', 'HTML'] } },
  Context: { entries: list('TextEntry'), articleAndParentComment: ref('ArticleAndParentComment') },
  ArticleAndParentComment: { article: ref('TextEntry'), parentComment: ref('TextEntry') },
};

const SCHEMAS = Object.fromEntries(Object.entries(MESSAGES).map(([id, properties]) => [id, { id, type: 'object', properties }]));
