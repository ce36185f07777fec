import { FIELDS, SIGNAL_ABOUT, SIGNAL_PATTERN, type Field } from './fields';
import { closed, listOf, OPERANDS, oneOf, ref, says, type SchemaNode } from './schema-operands';

const conditions = listOf(ref('condition'), { minItems: 1 });
const flag: SchemaNode = { type: 'boolean' };
const wordModes = oneOf('word', 'prefix', 'suffix', 'substring');
const time: SchemaNode = { type: 'string', format: 'date-time' };
const term: SchemaNode = { type: 'string', minLength: 1, maxLength: 400 };
const evasions = oneOf('off', 'normal', 'aggressive');

function fieldSchema(field: Field): SchemaNode {
  return says(field.about, ref(field.kind === 'duration' ? 'durations' : field.kind));
}

const atLeast = closed(
  {
    n: says('How many of the conditions must hold.', { type: 'integer', minimum: 1 }, 2),
    of: says('The conditions that are counted.', listOf(ref('condition'), { minItems: 2 })),
  },
  { required: ['n', 'of'] },
);

const condition: SchemaNode = {
  ...closed(
    {
      all: says('Holds when every one of these conditions holds.', conditions),
      any: says('Holds when at least one of these conditions holds.', conditions),
      none: says('Holds when not one of these conditions holds.', conditions),
      at_least: says('Holds when at least so many of these conditions hold.', atLeast),
      ...Object.fromEntries(FIELDS.map((field) => [field.name, fieldSchema(field)])),
      rate: says('How often something happened: comments of one author, address, article … in a window of time.', ref('rate')),
      duplicate: says('How many earlier copies of this text there are.', ref('duplicate')),
      rule: says('Fires when one of these rules fires.', ref('ids'), 'other-rule'),
    },
    { minProperties: 1 },
  ),
  patternProperties: { [SIGNAL_PATTERN.source]: says(SIGNAL_ABOUT, ref('number'), { gte: 0.9 }) },
};

const label = closed(
  {
    entity: says('What gets the label.', oneOf('author', 'ip', 'domain', 'article', 'device')),
    add: says('The label to put on.', ref('id'), 'seen-spamming'),
    ttl: says('How long it stays; for good if not given.', ref('duration'), '30d'),
  },
  { required: ['entity', 'add'] },
);

const effect = closed(
  {
    action: says(
      'What becomes of the comment: `none` only counts, `flag` publishes it and has somebody look, `hold` keeps it for a moderator, `reject` refuses it, `allow` drops what other rules of `allow_groups` say.',
      { ...oneOf('none', 'flag', 'hold', 'reject', 'allow'), default: 'none' },
    ),
    hard: says('Whether no `allow` and no `stop` can drop this effect.', { ...flag, default: false }),
    score: says('Points; at most two decimals count.', { type: 'number', minimum: -50, maximum: 50 }, 2.5),
    per_hit: says('Whether the score counts for every hit instead of once.', flag),
    max_hits: says('The most hits that `per_hit` counts.', { type: 'integer', minimum: 1, maximum: 20 }, 3),
    stop: says('Whether rules after this one have no effect; they are still evaluated.', { ...flag, default: false }),
    allow_groups: says('With `action: allow`: the groups whose actions and scores are dropped, hard ones excepted.', listOf(ref('id')), ['spam']),
    queue: says('The queue of the review desk that the comment goes into.', ref('id'), 'spam'),
    urgency: says('How high the comment stands in the queue.', oneOf('low', 'normal', 'high', 'urgent')),
    tags: says('Words that the review item carries, to find it by.', listOf(ref('id')), ['links']),
    label: says('Labels put on the author, the address, the domain, the article or the device, once the comment is stored.', listOf(label), [{ entity: 'author', add: 'seen-spamming', ttl: '30d' }]),
    author_message: says('What the author is told.', { type: 'string', maxLength: 500 }, 'A moderator will look at your comment.'),
    notify: says('Whom the site is asked to tell, once the comment is stored.', listOf(ref('id')), ['legal-desk']),
    close_article: says('Whether the article is closed to further comments, once this one is stored.', flag),
  },
  { minProperties: 1 },
);

const example = says('A body, or a body with fields as they are written in conditions.', {
  oneOf: [
    says('The body of a comment.', { type: 'string' }),
    { type: 'object', required: ['body'], properties: { body: says('The body of the comment.', { type: 'string' }) } },
  ],
});

const examples = closed(
  {
    match: says('Comments on which the rule must fire.', listOf(example), ['More at https://bit.ly/3xYz']),
    no_match: says('Comments on which it must not.', listOf(example), ['More at https://example.org/report']),
  },
  { required: ['match', 'no_match'] },
);

const rule: SchemaNode = {
  ...closed(
    {
      id: says('Stable name of the rule, unique in the set.', ref('id'), 'newcomer-shortener'),
      name: says('What people call the rule.', { type: 'string', minLength: 3, maxLength: 120 }, 'Shortened link from a new author'),
      description: says('Why there is this rule, for whoever changes it later.', { type: 'string', maxLength: 2000 }),
      mode: says('Whether it runs: `draft` and `paused` do not, `shadow` is recorded but changes nothing, `active` acts.', { ...oneOf('draft', 'shadow', 'active', 'paused'), default: 'draft' }),
      priority: says('Which rule comes first: the higher one, equal ones by id.', { type: 'integer', minimum: -1000, maximum: 1000, default: 0 }, 200),
      group: says('Rules of one group share a cap on their score, and an `allow` names groups.', ref('id'), 'spam'),
      policy: says('The community rule that it stands for; needed to run.', ref('policy'), 'spam.links'),
      reason: says('One sentence for the moderator, in which `{count}` is the number found and `{match}` the first passage; needed to run.', { type: 'string', maxLength: 300 }, 'Shortened link from a new author'),
      on: says('The events after which it judges a comment.', { ...listOf(oneOf('create', 'edit', 'report', 'rescan')), default: ['create', 'edit'] }),
      sites: says('The only sites it runs on; all if not given.', listOf(ref('id')), ['main']),
      exempt: says('Whom it never judges; `[]` for nobody.', { ...listOf(oneOf('staff', 'trusted', 'subscriber', 'author_of_article')), default: ['staff'] }),
      sample: says('Percent of authors, always the same ones.', { type: 'integer', minimum: 1, maximum: 100 }, 10),
      on_error: says('What to do with a comment for which it could not be judged.', { ...oneOf('hold', 'flag', 'ignore'), default: 'hold' }),
      expires_at: says('From then on it does not run.', time, '2026-12-31T00:00:00Z'),
      max_actions_per_day: says('Beyond so many comments in a day its reject is a hold.', { type: 'integer', minimum: 1 }, 500),
      when: says('The condition on which it fires.', ref('condition')),
      unless: says('The condition that excuses what `when` says.', ref('condition')),
      then: says('What happens when it fires.', ref('effect')),
      examples: says('Comments it must and must not fire on, run like tests; needed to run.', examples),
    },
    { required: ['id', 'name', 'mode', 'when', 'then'] },
  ),
  if: { properties: { mode: { enum: ['shadow', 'active'] } }, required: ['mode'] },
  then: { required: ['policy', 'reason', 'examples'] },
};

const entry = closed(
  {
    term: says('The word, domain, address, name or pattern itself.', term, 'cure-all'),
    match: says('How the term matches, where it is not as the list says.', wordModes),
    except: says('Phrases that excuse a hit of this term which they cover.', listOf({ type: 'string' }), ['cure-all festival']),
    lang: says('The language of the term, whose endings `inflect` then takes.', { type: 'string' }, 'en'),
    note: says('Why it is here, for people.', { type: 'string' }, 'from the health desk'),
    evasion: says('Whether disguises of this term are looked for, where it is not as the condition says.', evasions),
    expires_at: says('From then on the entry is not looked for.', time, '2027-03-01T00:00:00Z'),
  },
  { required: ['term'] },
);

const list = closed(
  {
    id: says('Stable name of the list, unique in the set.', ref('id'), 'miracle-cures'),
    kind: says('What its entries are: words and phrases, domains, IP addresses and ranges, e-mail addresses, names of authors, or patterns.', oneOf('words', 'domains', 'ips', 'emails', 'authors', 'regex')),
    match: says('How words match: whole, at the beginning or the end of a word, or anywhere.', { ...wordModes, default: 'word' }),
    inflect: says('Whether common endings of the words are found too.', flag),
    entries: says('The entries, each a term or a term with more about it.', listOf({ oneOf: [says('A term.', term), says('A term with more about it.', entry)] }), ['snake oil', { term: 'cure-all', match: 'prefix' }]),
    source: says('Where the list is from.', { type: 'string' }),
    license: says('Under which licence its entries may be used.', { type: 'string' }, 'CC-BY-4.0'),
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
    {
      version: says('The version of the language.', { const: 1 }),
      lists: says('The lists that rules look things up in.', listOf(ref('list'))),
      rules: says('The rules, in any order: their priority says which comes first.', listOf(ref('rule'))),
    },
    { required: ['version', 'rules'] },
  ),
  $defs: {
    ...OPERANDS,
    condition: says('What must hold of a comment; several keys are joined by and.', condition, { body: { words: 'snake oil' }, 'author.approved': { lt: 5 } }),
    effect: says('What happens when a rule fires.', effect, { action: 'hold', score: 6 }),
    rule: says('When something holds of a comment, then do something.', rule),
    list: says('Terms that rules look up by the name of the list.', list),
  },
};
