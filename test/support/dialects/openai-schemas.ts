import Ajv, { type ValidateFunction } from 'ajv';

// OpenAI's schema of a moderation (CreateModerationResponse of its OpenAPI document), transcribed: four members, thirteen categories, all required.

const TRUE_OR_FALSE = ['harassment', 'harassment/threatening', 'hate', 'hate/threatening', 'self-harm', 'self-harm/intent', 'self-harm/instructions', 'sexual', 'sexual/minors', 'violence', 'violence/graphic'];
const OR_NULL = ['illicit', 'illicit/violent'];
const ALL = [...TRUE_OR_FALSE, ...OR_NULL];

const each = (names: readonly string[], schema: object): Record<string, object> => Object.fromEntries(names.map((name) => [name, schema]));
const closed = (properties: Record<string, object>): object => ({ type: 'object', required: Object.keys(properties), additionalProperties: false, properties });

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });

export const isModeration: ValidateFunction = ajv.compile(
  closed({
    id: { type: 'string', pattern: '^modr-' },
    model: { type: 'string', minLength: 1 },
    results: {
      type: 'array',
      minItems: 1,
      items: closed({
        flagged: { type: 'boolean' },
        categories: closed({ ...each(TRUE_OR_FALSE, { type: 'boolean' }), ...each(OR_NULL, { type: ['boolean', 'null'] }) }),
        category_scores: closed(each(ALL, { type: 'number', minimum: 0, maximum: 1 })),
        category_applied_input_types: closed(each(ALL, { type: 'array', items: { enum: ['text', 'image'] } })),
      }),
    },
  }),
);

export const isOpenAiError: ValidateFunction = ajv.compile(
  closed({ error: closed({ message: { type: 'string', minLength: 1 }, type: { type: 'string' }, param: { type: ['string', 'null'] }, code: { type: ['string', 'null'] } }) }),
);
