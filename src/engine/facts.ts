/*
 * Who hands in what. `compiled.needs` (decide/needs.ts) says which of it a rule set asks for, so that nobody gathers what
 * no rule reads. What is not supplied is missing: the condition then says what its `missing:` says, by default false. What
 * was asked for and could not be computed stands in `failed` by the name in the last column: unknown, hence towards held.
 *
 * | what | where in the facts | value | name in `failed` |
 * |---|---|---|---|
 * | a signal | `fields['signal.bayes_spam']`, its model in `models['bayes_spam']` | 0 to 1 | `signal.bayes_spam` |
 * | toxicity, seven labels | `fields['signal.toxicity']` and so on, whose they are in `models['toxicity']`, why not the chosen model's in `models['toxicity_fallback']` | 0 to 1 | `signal.toxicity` and so on |
 * | language of the body | `fields['lang.code' / 'lang.confidence' / 'lang.expected']` | ISO 639-1 / 0 to 1 / boolean | the field |
 * | standing of the author | `fields['author.reputation']` | 0 to 1 | the field |
 * | labels of the author | `fields['author.labels']` | label ids; `[]` for none | the field |
 * | standing of linked domains | `fields['links.reputation_min']` 0 to 1, `fields['links.new_domains']` | number | the field |
 * | address lists | `fields['request.ip_lists']` | ids of the rule set's lists of kind `ips` that name the address | the field |
 * | reports | `fields['reports.count' / 'reports.weight' / 'reports.reasons']` | number / number / codes | the field |
 * | surge | `fields['site.surge']` | boolean | the field |
 * | comments under the article | `fields['article.comment_count']` | number, this one not included | the field |
 * | near duplicates | `duplicates[plan.id]` for each of `needs.nearDuplicates` | earlier copies (with `distinct`: others) in the window, this one not included | the plan's id, or `duplicate` for all |
 * | counters | `rates[plan.id]` for each of `compiled.counters` | count in the window; `of: submitted` includes this comment; of several keys (domains, contacts) the largest | the plan's id, or `rate` for all |
 * | brakes | `braked` | ids of rules whose reject is a hold now: too young and too busy, daily maximum reached, put on by hand | – |
 * | degraded rules | `degraded` | ids of rules that broke too often: not run, `on_error` applies where their cheap conditions do not already say no | – |
 * | sampling | `sampleBuckets[rule]` | 0 to 99 | – |
 */

/** What happened that makes the engine judge. */
export type JudgedEvent = 'create' | 'edit' | 'report' | 'rescan';

export type TextFormat = 'text' | 'markdown' | 'html';

/** A duration is in seconds, a count or ratio is a number, a set is an array of strings. */
export type FactValue = number | string | boolean | readonly string[];

/**
 * Everything known about a comment at the moment of judging, except its text. Frozen, plain JSON, stored with the
 * verdict, so that the verdict can be replayed: the engine itself has no clock, no randomness and no input.
 */
export interface Facts {
  readonly event: JudgedEvent;
  /** When the service received the comment, RFC 3339 in UTC. The engine's only notion of "now". */
  readonly receivedAt: string;
  /** What becomes of a comment on which no rule fires, by the article's mode (open publishes, premoderated holds, closed rejects) and the author's standing. */
  readonly base: 'publish' | 'hold' | 'reject';
  /** What moderators made of the author, where that makes `base` as strict as it is: then it is the reason. */
  readonly restricted?: { readonly by: 'premoderate' | 'suspend' | 'ban'; /** RFC 3339; without it, until somebody ends it. */ readonly until?: string };
  /** The latest effective human decision on this comment, if there is one. */
  readonly decided?: { readonly action: 'approve' | 'reject'; readonly textChanged: boolean };
  /** Field of the rule language (`author.approved`, `article.tags`) → value. An absent field is a missing datum. */
  readonly fields: Readonly<Record<string, FactValue>>;
  /** Fields that should be there but failed to compute: unknown, not missing. */
  readonly failed: readonly string[];
  /** Counter id of the compiled rule set → count, the comment being judged included. */
  readonly rates: Readonly<Record<string, number>>;
  /** Near-duplicate plan of the compiled rule set → earlier copies, the comment being judged not included. */
  readonly duplicates?: Readonly<Record<string, number>>;
  /** Per sampled rule: the author's stable bucket, 0-99 (computed by the caller with a keyed hash). */
  readonly sampleBuckets: Readonly<Record<string, number>>;
  /** Rules whose reject is downgraded to hold. */
  readonly braked?: readonly string[];
  /** Rules that broke too often to be run. */
  readonly degraded?: readonly string[];
  /** Signal → version of the model (or vocabulary, calibration) that computed it. Not read by rules: it names what a replay stands on. */
  readonly models?: Readonly<Record<string, string>>;
}

/** The texts a rule can look at. Only `body` has a format; its spans index the original as submitted, in UTF-16 units. */
export interface JudgedText {
  readonly body: string;
  readonly format: TextFormat;
  readonly title?: string;
  readonly parentBody?: string;
  readonly authorName?: string;
  readonly articleTitle?: string;
  readonly userAgent?: string;
}
