import { FIELDS, SIGNAL_PATTERN, type Field } from './fields';
import { closed, listOf, OPERANDS, oneOf, ref, type SchemaNode } from './schema-operands';

const conditions = listOf(ref('condition'), { minItems: 1 });
const flag: SchemaNode = { type: 'boolean' };
const wordModes = oneOf('word', 'prefix', 'suffix', 'substring');

function fieldSchema(field: Field): SchemaNode {
  return { ...ref(field.kind === 'duration' ? 'durations' : field.kind), description: field.about };
}

const condition: SchemaNode = {
  ...closed(
    {
      all: conditions, any: conditions, none: conditions,
      at_least: closed({ n: { type: 'integer', minimum: 1 }, of: listOf(ref('condition'), { minItems: 2 }) }, { required: ['n', 'of'] }),
      ...Object.fromEntries(FIELDS.map((field) => [field.name, fieldSchema(field)])),
      rate: ref('rate'), duplicate: ref('duplicate'),
      rule: { ...ref('ids'), description: 'Fires when one of these rules fires.' },
    },
    { minProperties: 1 },
  ),
  patternProperties: { [SIGNAL_PATTERN.source]: ref('number') },
};

const label = closed(
  { entity: oneOf('author', 'ip', 'domain', 'article', 'device'), add: ref('id'), ttl: ref('duration') },
  { required: ['entity', 'add'] },
);

const effect = closed(
  {
    action: { ...oneOf('none', 'flag', 'hold', 'reject', 'allow'), default: 'none' },
    hard: { ...flag, default: false },
    score: { type: 'number', minimum: -50, maximum: 50, description: 'Points; at most two decimals count.' },
    per_hit: flag,
    max_hits: { type: 'integer', minimum: 1, maximum: 20 },
    stop: { ...flag, default: false },
    allow_groups: listOf(ref('id')),
    queue: ref('id'),
    urgency: oneOf('low', 'normal', 'high', 'urgent'),
    tags: listOf(ref('id')),
    label: listOf(label),
    author_message: { type: 'string', maxLength: 500 },
    notify: listOf(ref('id')),
    close_article: flag,
  },
  { minProperties: 1 },
);

const example: SchemaNode = {
  oneOf: [{ type: 'string' }, { type: 'object', required: ['body'], properties: { body: { type: 'string' } } }],
};

const rule: SchemaNode = {
  ...closed(
    {
      id: ref('id'),
      name: { type: 'string', minLength: 3, maxLength: 120 },
      description: { type: 'string', maxLength: 2000 },
      mode: { ...oneOf('draft', 'shadow', 'active', 'paused'), default: 'draft' },
      priority: { type: 'integer', minimum: -1000, maximum: 1000, default: 0 },
      group: ref('id'),
      policy: ref('policy'),
      reason: { type: 'string', maxLength: 300 },
      on: { ...listOf(oneOf('create', 'edit', 'report', 'rescan')), default: ['create', 'edit'] },
      sites: listOf(ref('id')),
      exempt: { ...listOf(oneOf('staff', 'trusted', 'subscriber', 'author_of_article')), default: ['staff'] },
      sample: { type: 'integer', minimum: 1, maximum: 100, description: 'Percent of authors, always the same ones.' },
      on_error: { ...oneOf('hold', 'flag', 'ignore'), default: 'hold' },
      expires_at: { type: 'string', format: 'date-time' },
      max_actions_per_day: { type: 'integer', minimum: 1 },
      when: ref('condition'),
      unless: ref('condition'),
      then: ref('effect'),
      examples: closed({ match: listOf(example), no_match: listOf(example) }, { required: ['match', 'no_match'] }),
    },
    { required: ['id', 'name', 'mode', 'when', 'then'] },
  ),
  if: { properties: { mode: { enum: ['shadow', 'active'] } }, required: ['mode'] },
  then: { required: ['policy', 'reason', 'examples'] },
};

const entry = closed(
  {
    term: { type: 'string', minLength: 1, maxLength: 400 }, match: wordModes, except: listOf({ type: 'string' }), lang: { type: 'string' },
    note: { type: 'string' }, evasion: oneOf('off', 'normal', 'aggressive'), expires_at: { type: 'string', format: 'date-time' },
  },
  { required: ['term'] },
);

const list = closed(
  {
    id: ref('id'),
    kind: oneOf('words', 'domains', 'ips', 'emails', 'authors', 'regex'),
    match: { ...wordModes, default: 'word' },
    inflect: flag,
    entries: listOf({ oneOf: [{ type: 'string', minLength: 1, maxLength: 400 }, entry] }),
    source: { type: 'string' },
    license: { type: 'string' },
  },
  { required: ['id', 'kind', 'entries'] },
);

/**
 * The rule language, version 1, as JSON Schema 2020-12: what an editor completes and what every document must satisfy.
 * It is the whole language; what it cannot say is left to the check.
 */
export const RULE_SET_SCHEMA: SchemaNode = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Weir rule set, version 1',
  ...closed(
    { version: { const: 1 }, lists: listOf(ref('list')), rules: listOf(ref('rule')) },
    { required: ['version', 'rules'] },
  ),
  $defs: { ...OPERANDS, condition, effect, rule, list },
};
