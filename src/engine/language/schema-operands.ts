import { DURATION_PATTERN } from './duration';

/** A piece of JSON Schema 2020-12. */
export type SchemaNode = Readonly<Record<string, unknown>>;

export const ref = (name: string): SchemaNode => ({ $ref: `#/$defs/${name}` });
export const oneOf = (...values: readonly string[]): SchemaNode => ({ enum: values });
export const listOf = (items: SchemaNode, more: SchemaNode = {}): SchemaNode => ({ type: 'array', items, ...more });
export const closed = (properties: SchemaNode, more: SchemaNode = {}): SchemaNode => ({
  type: 'object', additionalProperties: false, properties, ...more,
});
/** With what it means, in one sentence for the editor's hover and the reference page, and how it may be written. */
export const says = (description: string, node: SchemaNode, ...examples: readonly unknown[]): SchemaNode => ({
  ...node, description, ...(examples.length === 0 ? {} : { examples }),
});
const either = (...options: readonly SchemaNode[]): SchemaNode => ({ oneOf: options });

const flag: SchemaNode = { type: 'boolean' };
const num: SchemaNode = { type: 'number' };
const strings = ref('strings');
const ids = ref('ids');
const missing = says('What the condition says when the datum is missing; false if not given.', flag);

const RATE_KEYS = ['author', 'ip', 'ip_range', 'device', 'article', 'site', 'section', 'domain', 'contact', 'near_dup', 'text_hash', 'account_age_bucket'];

const near = closed(
  {
    a: says('Words or phrases of which one must be there.', strings, 'doctor'),
    b: says('Words or phrases of which one must be near it.', strings, ['miracle', 'cure']),
    within: says('At most so many words apart; neighbours are 1 apart.', { type: 'integer', minimum: 1, maximum: 50 }, 5),
    ordered: says('Whether the word of `a` must come first; else either may.', flag),
  },
  { required: ['a', 'b', 'within'] },
);

const sought: SchemaNode = {
  words: says('Whole words or phrases, by Unicode word boundaries; a space stands for any white space.', strings, 'miracle cure', ['snake oil', 'cure-all']),
  contains: says('Letters that stand anywhere in the field, inside words too.', strings, 'casino'),
  starts_with: says('What the field begins with, white space aside.', strings, 'first!'),
  ends_with: says('What the field ends with, white space aside.', strings, 'link in bio'),
  equals: says('What the whole field is, white space at its ends aside.', strings, 'first'),
  regex: says('Patterns in RE2 syntax, without look-around and back-references.', strings, 'earn \\d+ (euros|dollars) a day'),
  lists: says('Every entry of these lists, of kind words, regex, authors or emails.', ids, 'miracle-cures'),
  near: says('Two words that stand close to each other.', near, { a: 'doctor', b: ['miracle', 'cure'], within: 5 }),
};

const textOperand = closed(
  {
    ...sought,
    case: says('Whether case and accents matter: `fold` looks past them, `exact` does not.', { ...oneOf('fold', 'exact'), default: 'fold' }),
    evasion: says(
      'Whether disguised words are found too: `normal` finds look-alike letters, leet, stretched, spaced out, joined and masked words, `aggressive` more of that with more false alarms.',
      { ...oneOf('off', 'normal', 'aggressive'), default: 'off' },
    ),
    inflect: says('Whether common endings of the words are found too.', flag),
    whole: says('Hits of a regex must start and end on word boundaries.', flag),
    part: says('Where to look: in `all` of the text, only in what the author did not quote, or only in quotations.', { ...oneOf('all', 'unquoted', 'quoted'), default: 'all' }),
    except: says('Phrases that excuse a hit which they cover.', strings, 'maine coon'),
    except_lists: says('Lists of phrases that excuse a hit which they cover.', ids, 'place-names'),
    min_hits: says('How many hits are needed; 1 if not given.', { type: 'integer', minimum: 1, maximum: 100 }, 3),
    distinct: says('Whether `min_hits` counts different words instead of places.', flag),
    missing,
  },
  { minProperties: 1 },
);

const numberOperand = either(says('Exactly this number.', num), closed(
  {
    eq: says('Equal to.', num), ne: says('Not equal to.', num),
    lt: says('Less than.', num, 5), lte: says('Less than or equal to.', num), gt: says('Greater than.', num, 8), gte: says('Greater than or equal to.', num),
    between: says('From the first number to the second, both included.', listOf(num, { minItems: 2, maxItems: 2 }), [2, 5]),
    missing,
  },
  { minProperties: 1 },
));

const durationOperand = closed(
  {
    lt: says('Shorter ago or shorter than.', ref('duration'), '24h'), lte: says('As long as this or shorter.', ref('duration')),
    gt: says('Longer ago or longer than.', ref('duration'), '30d'), gte: says('As long as this or longer.', ref('duration')), missing,
  },
  { minProperties: 1 },
);

const enumOperand = either(
  says('Exactly this word.', { type: 'string' }),
  says('One of these words.', listOf({ type: 'string' }, { minItems: 1 })),
  closed(
    { in: says('One of these words.', listOf({ type: 'string' }), ['sport', 'culture']), not_in: says('None of these words.', listOf({ type: 'string' }), ['de', 'en']), missing },
    { minProperties: 1 },
  ),
);

const setOperand = closed(
  {
    any_in: says('At least one value of the set is one of these.', strings, ['court-case', 'live']),
    all_in: says('There are values, and each of them is one of these.', strings),
    none_in: says('No value of the set is one of these.', strings, 'trusted'),
    any_in_lists: says('At least one value of the set stands in one of these lists.', ids, 'shorteners'),
    all_in_lists: says('There are values, and each of them stands in one of these lists.', ids),
    none_in_lists: says('No value of the set stands in one of these lists.', ids, 'our-domains'),
    empty: says('Whether there must be no value at all, or at least one.', flag),
    missing,
  },
  { minProperties: 1 },
);

const rateOperand = closed(
  {
    by: says('What comments must have in common to be counted together.', listOf(oneOf(...RATE_KEYS), { minItems: 1, maxItems: 3, uniqueItems: true }), ['author'], ['ip', 'article']),
    window: says('How far back comments count, up to four weeks.', ref('duration'), '5m'),
    count: says('How many comments there must be in the window, this one included.', ref('number'), { gt: 8 }),
    distinct: says('Counts different authors, articles, addresses or domains instead of comments.', oneOf('author', 'article', 'ip', 'domain')),
    of: says('Which comments count: all that were submitted, or those that were held, rejected or reported.', { ...oneOf('submitted', 'held', 'rejected', 'reported'), default: 'submitted' }),
  },
  { required: ['by', 'window', 'count'] },
);

const duplicateOperand = closed(
  {
    similarity: says('How alike the texts must be; 1 is the same text.', { type: 'number', minimum: 0.3, maximum: 1, default: 0.6 }),
    window: says('How far back copies count.', ref('duration'), '24h'),
    count: says('How many earlier copies there must be, this one not included.', ref('number'), { gte: 1 }),
    distinct: says('Counts other authors, addresses or articles instead of copies.', oneOf('author', 'ip', 'article')),
    against: says(
      'What the text is compared with: recent comments, rejected ones, those of the same author, or the text of the article.',
      { ...oneOf('recent', 'rejected', 'same_author', 'article_text'), default: 'recent' },
    ),
    min_length: says('Shorter bodies, in characters, are no copies of anything.', { type: 'integer', minimum: 0 }, 12),
  },
  { required: ['window', 'count'] },
);

const oneOrMoreStrings = either(
  says('One text.', { type: 'string', maxLength: 400 }),
  says('Several texts, of which one is enough unless the key says otherwise.', listOf({ type: 'string', maxLength: 400 }, { minItems: 1, maxItems: 500 })),
);

/** What stands right of a field's name, by the kind of the field, and the small parts they share. */
export const OPERANDS: SchemaNode = {
  id: says('A name of small letters, digits and hyphens, two to 63 of them.', { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{1,62}$' }, 'newcomer-shortener'),
  duration: says('A span of time: a number and s, m, h, d or w.', { type: 'string', pattern: DURATION_PATTERN }, '30s', '10m', '2h', '7d', '4w'),
  policy: says('A rule of the community: small letters, digits and _, parts joined by dots.', { type: 'string', pattern: '^[a-z0-9_]+(\\.[a-z0-9_]+)*$' }, 'spam.links'),
  strings: says('One text or a list of texts.', oneOrMoreStrings),
  ids: says('One id or a list of ids.', either(ref('id'), says('Several ids.', listOf(ref('id'), { minItems: 1 })))),
  text: says('What to look for in a text, and how; several things to look for are joined by or.', textOperand, { words: ['snake oil', 'cure-all'], evasion: 'normal' }),
  number: says('A number, or comparisons that all must hold.', numberOperand, 3, { gte: 2, lt: 5 }),
  durations: says('Comparisons with a span of time that all must hold.', durationOperand, { lt: '24h' }),
  boolean: says('Yes or no.', either(
    says('Exactly this answer.', flag),
    closed({ is: says('The answer that the condition wants.', flag), missing }, { required: ['is'] }),
  ), true),
  enum: says('A word, a list of words, or what it must and must not be.', enumOperand, 'sport', { not_in: ['de', 'en'] }),
  set: says('What must and must not be among the values of a set.', setOperand, { any_in: ['court-case', 'live'] }),
  rate: says('How often: comments counted in a window of time, the one being judged included.', rateOperand, { by: ['author'], window: '5m', count: { gt: 8 } }),
  duplicate: says('The same text again: earlier copies in a window of time.', duplicateOperand, { similarity: 1, window: '24h', count: { gte: 1 } }),
};
