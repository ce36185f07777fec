/** How a field can be asked: which operators it takes. A duration is in seconds. */
export type FieldKind = 'text' | 'number' | 'duration' | 'boolean' | 'enum' | 'set';

/** Where its value comes from: the comment's own text (read by the engine) or the facts the caller supplies. */
export type FieldSource = 'text' | 'facts';

/**
 * Who hands the value over: the site with the comment (or with the article before), the engine from the comment's own text,
 * the service from what it knows, or nobody yet, so that it is missing.
 */
export type FieldGiver = 'site' | 'engine' | 'service' | 'nobody';

/** One thing a condition can ask about. The schema, the checker and the reference page are made from this table. */
export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly group: string;
  readonly source: FieldSource;
  readonly giver: FieldGiver;
  /** One sentence for the editor's hover and the reference page. */
  readonly about: string;
  /** The least and greatest a number can be; what lies outside is no value of it, hence unknown. Counts and durations begin at 0. */
  readonly range?: readonly [min: number, max: number];
  /** Values are host names: an entry matches the domain itself and everything below it. */
  readonly domains?: true;
  /** Personal data of the connection. Its value is shown to nobody at the desk (domain/protected-fields.ts). */
  readonly isProtected?: true;
}

type Row = readonly [name: string, kind: FieldKind, about: string, more?: Partial<Field>];

const SERVICE = { giver: 'service' } as const;
/** From none to all. */
const SHARE = [0, 1] as const;

function fieldsOf(group: string, source: FieldSource, giver: FieldGiver, rows: readonly Row[]): Field[] {
  return rows.map(([name, kind, about, more]) => ({ name, kind, group, source, giver, about, ...more }));
}

const TEXT = fieldsOf('text', 'text', 'site', [
  ['text', 'text', 'The title and the body of the comment together.'],
  ['body', 'text', 'The body of the comment.'],
  ['title', 'text', 'The title of the comment, on sites that have one.'],
  ['parent.body', 'text', 'The body of the comment that this one replies to.', SERVICE],
  ['author.name', 'text', 'The name the author shows.'],
  ['article.title', 'text', 'The title of the article.'],
  ['request.user_agent', 'text', 'What the browser calls itself.'],
]);

const AUTHOR = fieldsOf('author', 'facts', 'site', [
  ['author.kind', 'enum', 'What the author is to the site: `anonymous`, `registered`, `subscriber` or `staff`.'],
  ['author.roles', 'set', 'Roles the site gave the author, such as trusted.'],
  ['author.labels', 'set', 'Labels that rules or moderators put on the author.', SERVICE],
  ['author.standing', 'enum', 'What moderators made of the author: `premoderate`, `suspend`, `ban` or `trust`; missing for everybody else.', SERVICE],
  ['author.account_age', 'duration', 'Time since the author registered; missing for anonymous authors.'],
  ['author.approved', 'number', 'Comments of this author that a moderator approved; missing for anonymous authors.', SERVICE],
  ['author.rejected', 'number', 'Comments of this author that a moderator rejected.', SERVICE],
  ['author.approval_rate', 'number', 'Share of approved comments, smoothed: (approved + 1) / (decided + 2).', { ...SERVICE, range: SHARE }],
  ['author.reputation', 'number', 'Standing of the author from 0 to 1.', { ...SERVICE, range: SHARE }],
  ['author.last_rejected', 'duration', 'Time since the last rejection; missing if there was none.', SERVICE],
  ['author.email_verified', 'boolean', 'Whether the site has verified the e-mail address.'],
  ['author.email_domain', 'set', 'The domain of the e-mail address.', { domains: true }],
  ['author.first_comment', 'boolean', 'Whether this is the first comment of the author.', SERVICE],
]);

const ARTICLE = fieldsOf('article', 'facts', 'site', [
  ['article.id', 'enum', "The site's own id of the article."],
  ['article.section', 'enum', 'The section the article stands in.'],
  ['article.tags', 'set', 'The tags of the article.'],
  ['article.age', 'duration', 'Time since the article was published.'],
  ['article.comment_count', 'number', 'Published comments under the article, this one left out; of long threads as of the last second.', SERVICE],
  ['article.comments_mode', 'enum', 'What the article does with comments: `open`, `premoderated` or `closed`.'],
  ['article.comments_closed', 'boolean', 'Whether the time for comments is over.'],
  ['article.lang', 'enum', 'The language of the article, as the site says.'],
]);

const LINKS = fieldsOf('links', 'text', 'engine', [
  ['links.count', 'number', 'Links in the body.'],
  ['links.domains', 'set', 'Host names and registrable domains linked to; a list entry also covers its subdomains.', { domains: true }],
  ['links.new_domains', 'number', 'Linked domains never seen on this site.', { ...SERVICE, source: 'facts' }],
  ['links.reputation_min', 'number', 'The lowest standing of a linked domain, 0 to 1.', { ...SERVICE, source: 'facts', range: SHARE }],
  ['links.shortener', 'boolean', 'Whether a link goes through a shortener.'],
  ['links.obfuscated', 'boolean', 'Whether a link is disguised: "site dot com", hxxp.'],
  ['links.ip_or_punycode', 'boolean', 'Whether a link names a bare address or a punycode host.'],
]);

const CONTACTS = fieldsOf('contacts', 'text', 'engine', [
  ['contacts.phones', 'number', 'Telephone numbers in the body.'],
  ['contacts.emails', 'number', 'E-mail addresses in the body.'],
  ['contacts.messengers', 'set', 'Messengers named with a way to reach someone.'],
  ['contacts.wallets', 'number', 'Crypto wallet addresses.'],
  ['contacts.cards', 'number', 'Payment card numbers with a valid check digit.'],
  ['contacts.ids', 'number', 'Account and identity numbers with valid check digits.'],
  ['contacts.addresses', 'number', 'Postal addresses.'],
]);

const STATS = fieldsOf('stats', 'text', 'engine', [
  ['stats.length', 'number', 'Length of the body in characters.'],
  ['stats.words', 'number', 'Words in the body.'],
  ['stats.letters', 'number', 'Letters in the body.'],
  ['stats.caps_ratio', 'number', 'Share of capitals among letters, 0 to 1.', { range: SHARE }],
  ['stats.emoji', 'number', 'Emoji in the body.'],
  ['stats.max_repeat', 'number', 'Longest run of one character.'],
  ['stats.symbol_ratio', 'number', 'Share of symbols among visible characters, 0 to 1.', { range: SHARE }],
  ['stats.unique_word_ratio', 'number', 'Different words divided by words, 0 to 1.', { range: SHARE }],
  ['stats.invisible', 'number', 'Invisible characters, such as zero-width spaces.'],
  ['stats.mixed_script_words', 'number', 'Words that mix alphabets.'],
  ['stats.mentions', 'number', 'Mentions such as @name.'],
]);

const LANGUAGE = fieldsOf('lang', 'facts', 'service', [
  ['lang.code', 'enum', 'The language of the body, as en or de; missing for a text of less than 20 letters.'],
  ['lang.confidence', 'number', 'How sure that is, 0 to 1: of `lang.expected` where the languages of the site are known, else of `lang.code`. 0 for short texts.', { range: SHARE }],
  ['lang.expected', 'boolean', 'Whether it is a language that the article or the site expects.'],
]);

const THREAD = fieldsOf('thread', 'facts', 'service', [
  ['thread.depth', 'number', 'How deep the comment stands: 0 for a comment on the article.'],
  ['thread.is_reply', 'boolean', 'Whether it replies to a comment.'],
  ['thread.reply_to_self', 'boolean', "Whether it replies to the author's own comment."],
  ['edit.is_edit', 'boolean', 'Whether this is an edit.'],
  ['edit.changed_ratio', 'number', 'How much of the text changed, 0 to 1.', { range: SHARE }],
  ['edit.since_approved', 'boolean', 'Whether the text changed after a moderator approved it.'],
  ['reports.count', 'number', 'Readers who reported the text as it stands; 0 for a new comment.', SERVICE],
  ['reports.weight', 'number', 'Those reports weighted by how reliable their authors are; a reader without a record weighs 1, anonymous ones 1 together.', SERVICE],
  ['reports.reasons', 'set', 'Reasons that those reports name: `spam`, `offensive`, `off-topic`, `personal-data`, `threat`, `other`.', SERVICE],
]);

const CONTEXT = fieldsOf('context', 'facts', 'site', [
  ['request.ip_country', 'enum', 'Country of the address, in the two letters that the site sends.', { isProtected: true }],
  ['request.ip_asn', 'enum', 'Network of the address, such as AS64500.', { isProtected: true }],
  ['request.ip_lists', 'set', 'Lists of kind `ips` in this rule set that name the address.', { ...SERVICE, isProtected: true }],
  ['request.form_time', 'duration', 'Time between opening the form and sending it.'],
  ['request.honeypot', 'boolean', 'Whether the hidden form field was filled in.'],
  ['request.channel', 'enum', 'How the comment came, in the words of the site, such as `web` or `app`.'],
  ['time.hour', 'number', "Hour of the day in the site's time zone, 0 to 23.", { ...SERVICE, range: [0, 23] }],
  ['time.weekday', 'enum', "Day of the week in the site's time zone: `mon`, `tue` and so on.", SERVICE],
  ['site.id', 'enum', 'The short name of the site that the comment was sent to.', SERVICE],
  ['site.surge', 'boolean', 'Whether comments come far faster than is usual for the site, or far more of them are withheld.', SERVICE],
]);

export const FIELDS: readonly Field[] = [...TEXT, ...AUTHOR, ...ARTICLE, ...LINKS, ...CONTACTS, ...STATS, ...LANGUAGE, ...THREAD, ...CONTEXT];

const byName: ReadonlyMap<string, Field> = new Map(FIELDS.map((field) => [field.name, field]));

export const SIGNAL_ABOUT = 'A score from 0 to 1 that a model of the service gives the comment, such as `signal.bayes_spam`.';
export const SIGNAL_PATTERN = /^signal\.[a-z0-9_.]+$/;

/** The field of that name, `signal.<name>` included; undefined if the language has none. */
export function fieldNamed(name: string): Field | undefined {
  const known = byName.get(name);
  if (known || !SIGNAL_PATTERN.test(name)) return known;
  return { name, kind: 'number', group: 'signal', source: 'facts', giver: 'service', about: SIGNAL_ABOUT, range: SHARE };
}
