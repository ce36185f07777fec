import { DURATION_PATTERN } from './duration';

/** A piece of JSON Schema 2020-12. */
export type SchemaNode = Readonly<Record<string, unknown>>;

export const ref = (name: string): SchemaNode => ({ $ref: `#/$defs/${name}` });
export const oneOf = (...values: readonly string[]): SchemaNode => ({ enum: values });
export const listOf = (items: SchemaNode, more: SchemaNode = {}): SchemaNode => ({ type: 'array', items, ...more });
export const closed = (properties: SchemaNode, more: SchemaNode = {}): SchemaNode => ({
  type: 'object', additionalProperties: false, properties, ...more,
});
const either = (...options: readonly SchemaNode[]): SchemaNode => ({ oneOf: options });

const flag: SchemaNode = { type: 'boolean' };
const num: SchemaNode = { type: 'number' };
const missing: SchemaNode = { type: 'boolean', description: 'What the condition says when the datum is missing; false if not given.' };

const RATE_KEYS = ['author', 'ip', 'ip_range', 'device', 'article', 'site', 'section', 'domain', 'contact', 'near_dup', 'text_hash', 'account_age_bucket'];

const near = closed(
  { a: ref('strings'), b: ref('strings'), within: { type: 'integer', minimum: 1, maximum: 50 }, ordered: flag },
  { required: ['a', 'b', 'within'] },
);

const textOperand = closed(
  {
    words: ref('strings'), contains: ref('strings'), starts_with: ref('strings'), ends_with: ref('strings'),
    equals: ref('strings'), regex: ref('strings'), lists: ref('ids'), near,
    case: { ...oneOf('fold', 'exact'), default: 'fold' },
    evasion: { ...oneOf('off', 'normal', 'aggressive'), default: 'off' },
    inflect: flag,
    whole: { ...flag, description: 'Hits of a regex must start and end on word boundaries.' },
    part: { ...oneOf('all', 'unquoted', 'quoted'), default: 'all' },
    except: ref('strings'), except_lists: ref('ids'),
    min_hits: { type: 'integer', minimum: 1, maximum: 100 },
    distinct: flag, missing,
  },
  { minProperties: 1 },
);

const numberOperand = either(num, closed(
  { eq: num, ne: num, lt: num, lte: num, gt: num, gte: num, between: listOf(num, { minItems: 2, maxItems: 2 }), missing },
  { minProperties: 1 },
));

const setOperand = closed(
  {
    any_in: ref('strings'), all_in: ref('strings'), none_in: ref('strings'),
    any_in_lists: ref('ids'), all_in_lists: ref('ids'), none_in_lists: ref('ids'), empty: flag, missing,
  },
  { minProperties: 1 },
);

const rateOperand = closed(
  {
    by: listOf(oneOf(...RATE_KEYS), { minItems: 1, maxItems: 3, uniqueItems: true }),
    window: ref('duration'), count: ref('number'),
    distinct: oneOf('author', 'article', 'ip', 'domain'),
    of: { ...oneOf('submitted', 'held', 'rejected', 'reported'), default: 'submitted' },
  },
  { required: ['by', 'window', 'count'] },
);

const duplicateOperand = closed(
  {
    similarity: { type: 'number', minimum: 0.3, maximum: 1, default: 0.6 },
    window: ref('duration'), count: ref('number'), distinct: oneOf('author', 'ip', 'article'),
    against: { ...oneOf('recent', 'rejected', 'same_author', 'article_text'), default: 'recent' },
    min_length: { type: 'integer', minimum: 0 },
  },
  { required: ['window', 'count'] },
);

/** What stands right of a field's name, by the kind of the field, and the small parts they share. */
export const OPERANDS: SchemaNode = {
  id: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{1,62}$' },
  duration: { type: 'string', pattern: DURATION_PATTERN },
  policy: { type: 'string', pattern: '^[a-z0-9_]+(\\.[a-z0-9_]+)*$' },
  strings: either({ type: 'string', maxLength: 400 }, listOf({ type: 'string', maxLength: 400 }, { minItems: 1, maxItems: 500 })),
  ids: either(ref('id'), listOf(ref('id'), { minItems: 1 })),
  text: textOperand,
  number: numberOperand,
  durations: closed({ lt: ref('duration'), lte: ref('duration'), gt: ref('duration'), gte: ref('duration'), missing }, { minProperties: 1 }),
  boolean: either(flag, closed({ is: flag, missing }, { required: ['is'] })),
  enum: either({ type: 'string' }, listOf({ type: 'string' }, { minItems: 1 }),
    closed({ in: listOf({ type: 'string' }), not_in: listOf({ type: 'string' }), missing }, { minProperties: 1 })),
  set: setOperand,
  rate: rateOperand,
  duplicate: duplicateOperand,
};
