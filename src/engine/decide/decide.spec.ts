import type { Facts, JudgedText } from '../facts';
import { compileRuleSet, type CompileOptions } from '../language/compile';
import type { ConditionDocument, EffectDocument, RuleDocument } from '../language/document';
import type { Verdict } from '../verdict';
import { decide } from './decide';

/** A rule that fires when the fact `on.<id>` … is true: facts decide what fires, so that a test shows only what it is about. */
function rule(id: string, then: EffectDocument, more: Partial<RuleDocument> = {}): RuleDocument {
  return { id, name: `Rule ${id}`, mode: 'active', policy: `policy.${id.replaceAll('-', '_')}`, reason: `Reason ${id}`, when: { 'author.roles': { any_in: [id] } }, exempt: [], then, ...more };
}

interface Situation extends Partial<Omit<Facts, 'fields'>> {
  readonly fields?: Facts['fields'];
  readonly text?: Partial<JudgedText>;
  readonly options?: CompileOptions;
}

function judged(rules: readonly RuleDocument[], fires: readonly string[], { text, options, ...facts }: Situation = {}): Verdict {
  const all: Facts = {
    event: 'create', receivedAt: '2026-11-23T10:00:00Z', base: 'publish', failed: [], rates: {}, sampleBuckets: {},
    ...facts, fields: { 'author.roles': fires, ...facts.fields },
  };
  return decide(compileRuleSet({ version: 1, rules }, options), all, { body: 'A comment', format: 'text', ...text });
}

const hold = rule('hold-it', { action: 'hold' });
const flag = rule('flag-it', { action: 'flag' });
const reject = rule('reject-it', { action: 'reject' });

describe('E1 selection', () => {
  it.each([
    ['a draft', { mode: 'draft' }],
    ['a paused rule', { mode: 'paused' }],
    ['a rule for another event', { on: ['edit'] }],
    ['a rule for another site', { sites: ['sport'] }],
    ['a rule that has ended', { expires_at: '2026-11-23T10:00:00Z' }],
    ['a rule whose sample leaves the author out', { sample: 10 }],
    ['a rule the author is exempt from', { exempt: ['staff'] }],
  ] as const)('does not run %s', (_, more) => {
    const it = rule('hold-it', { action: 'hold' }, more);
    const said = judged([it], ['hold-it', 'staff'], { fields: { 'author.roles': ['hold-it', 'staff'], 'site.id': 'news' }, sampleBuckets: { 'hold-it': 10 } });
    expect(said).toMatchObject({ action: 'publish', evaluated: 0, hits: [] });
  });

  it.each([
    ['an edit', { on: ['edit'] }, { event: 'edit' }],
    ['its own site', { sites: ['news'] }, { fields: { 'author.roles': ['hold-it'], 'site.id': 'news' } }],
    ['the time before its end', { expires_at: '2026-11-23T10:00:01Z' }, {}],
    ['an author in its sample', { sample: 10 }, { sampleBuckets: { 'hold-it': 9 } }],
    ['an author whose bucket nobody computed', { sample: 10 }, {}],
    ['an author of another role', { exempt: ['trusted'] }, {}],
    ['roles that could not be read', { exempt: ['trusted'], when: { 'author.approved': 0 } }, { failed: ['author.roles'], fields: { 'author.roles': ['trusted'], 'author.approved': 0 } }],
  ] as const)('runs on %s', (_, more, situation) => {
    expect(judged([rule('hold-it', { action: 'hold' }, more)], ['hold-it'], situation as Situation)).toMatchObject({ action: 'hold', evaluated: 1 });
  });

  it('exempts staff unless the rule says otherwise, by kind as by role', () => {
    const plain = Object.fromEntries(Object.entries(rule('hold-it', { action: 'hold' })).filter(([key]) => key !== 'exempt')) as unknown as RuleDocument;
    expect(judged([plain], ['hold-it', 'staff']).action).toBe('publish');
    expect(judged([plain], ['hold-it'], { fields: { 'author.kind': 'staff', 'author.roles': ['hold-it'] } }).action).toBe('publish');
    expect(judged([plain], ['hold-it']).action).toBe('hold');
  });
});

describe('E3 order and references', () => {
  it('lists hits by priority, then by id in byte order', () => {
    const rules = [rule('b2', { score: 1 }), rule('b10', { score: 1 }), rule('a', { score: 1 }, { id: 'aa', priority: -5, when: { 'author.roles': { any_in: ['b2'] } } }), rule('z9', { score: 1 }, { priority: 7 })];
    expect(judged(rules, ['b2', 'b10', 'z9']).hits.map((hit) => hit.rule)).toEqual(['z9', 'b10', 'b2', 'aa']);
  });

  it('lets a rule see what another found, even one that comes later or was suppressed', () => {
    const composite = rule('composite', { action: 'reject' }, { priority: 500, when: { rule: 'hold-it' } });
    const allow = rule('allow-it', { action: 'allow', allow_groups: ['ungrouped'] }, { priority: 900 });
    expect(judged([hold, composite], ['hold-it'])).toMatchObject({ action: 'reject', primaryRule: 'composite' });
    expect(judged([hold, composite], [])).toMatchObject({ action: 'publish' });
    expect(judged([hold, composite, allow], ['hold-it', 'allow-it']).hits.map((hit) => [hit.rule, hit.suppressedBy])).toEqual([
      ['allow-it', undefined], ['composite', 'allow-it'], ['hold-it', 'allow-it'],
    ]);
  });

  it('takes a rule that does not run for one that does not fire', () => {
    const silent = rule('silent', { action: 'hold' }, { mode: 'draft' });
    expect(judged([silent, rule('composite', { action: 'hold' }, { when: { rule: 'silent' } })], ['silent']).action).toBe('publish');
    expect(judged([silent, rule('composite', { action: 'hold' }, { when: { none: [{ rule: 'silent' }] } })], ['silent']).action).toBe('hold');
  });
});

describe('E4 stop', () => {
  const stop = rule('stop-it', { action: 'flag', stop: true }, { priority: 100 });

  it('drops the effects of later rules and says so', () => {
    const said = judged([stop, hold], ['stop-it', 'hold-it']);
    expect(said).toMatchObject({ action: 'flag', primaryRule: 'stop-it' });
    expect(said.hits).toMatchObject([{ rule: 'stop-it' }, { rule: 'hold-it', suppressedBy: 'stop-it' }]);
  });

  it('does not drop hard rules', () => {
    expect(judged([stop, rule('hard-one', { action: 'hold', hard: true })], ['stop-it', 'hard-one'])).toMatchObject({ action: 'hold', primaryRule: 'hard-one' });
  });

  it('does not drop earlier rules', () => {
    expect(judged([stop, rule('early', { action: 'hold' }, { priority: 200 })], ['stop-it', 'early']).action).toBe('hold');
  });

  it('does not stop from the shadow', () => {
    expect(judged([{ ...stop, mode: 'shadow' }, hold], ['stop-it', 'hold-it']).action).toBe('hold');
  });

  it('stops a later allow, and an allowed rule does not stop', () => {
    const allow = (priority: number): RuleDocument => rule('allow-it', { action: 'allow', allow_groups: ['ungrouped', 'other'] }, { priority });
    expect(judged([stop, allow(50)], ['stop-it', 'allow-it']).action).toBe('flag');
    const held = rule('held', { action: 'hold' }, { group: 'third' });
    expect(judged([stop, allow(200), held], ['stop-it', 'allow-it', 'held'])).toMatchObject({ action: 'hold', primaryRule: 'held' });
  });
});

describe('E5 score', () => {
  const points = (score: number, more: Partial<RuleDocument> = {}): RuleDocument => rule('points', { score }, more);

  it.each([
    [2.99, 'publish', 299], [3, 'flag', 300], [4.99, 'flag', 499], [5, 'hold', 500], [50, 'hold', 1500],
  ])('%d points: %s', (score, action, total) => {
    expect(judged([points(score)], ['points'])).toMatchObject({ action, score: { total, groups: { ungrouped: total } } });
  });

  it('rejects by score only where that is switched on', () => {
    const options = { thresholds: { reject: 15 } };
    expect(judged([points(15)], ['points'], { options }).action).toBe('reject');
    expect(judged([points(14.99)], ['points'], { options }).action).toBe('hold');
  });

  it('adds in hundredths, so that 0.1 + 0.2 is 0.3', () => {
    const rules = [rule('first', { score: 0.1 }), rule('second', { score: 0.2 })];
    expect(judged(rules, ['first', 'second']).score.total).toBe(30);
  });

  it('caps each group, both ways, before the groups are added', () => {
    const rules = [rule('up', { score: 20 }, { group: 'spam' }), rule('up2', { score: 20 }, { group: 'spam' }), rule('down', { score: -40 }, { group: 'trust' }), rule('more', { score: 3 }, { group: 'style' })];
    expect(judged(rules, ['up', 'up2', 'down', 'more']).score).toEqual({ total: 300, shadow: 0, groups: { spam: 1500, style: 300, trust: -1500 } });
  });

  it('counts each place once per hit, up to the limit', () => {
    const it = rule('per-hit', { score: 1, per_hit: true, max_hits: 3 }, { when: { body: { words: ['ding', 'dong'] } } });
    expect(judged([it], [], { text: { body: 'ding dong' } }).score.total).toBe(200);
    expect(judged([it], [], { text: { body: 'ding dong ding dong' } }).score.total).toBe(300);
  });

  it('keeps the score of the shadow apart', () => {
    expect(judged([points(9, { mode: 'shadow' })], ['points'])).toMatchObject({ action: 'publish', score: { total: 0, shadow: 900, groups: {} }, hits: [{ mode: 'shadow', score: 900 }] });
  });
});

describe('E6 conflicts', () => {
  it.each([
    [['flag-it'], 'flag'], [['flag-it', 'hold-it'], 'hold'], [['flag-it', 'hold-it', 'reject-it'], 'reject'], [[], 'publish'],
  ] as const)('takes the strictest of %j', (fires, action) => {
    expect(judged([flag, hold, reject], fires).action).toBe(action);
  });

  it.each([
    ['publish', 'publish', null], ['hold', 'hold', 'article_premoderated'], ['reject', 'reject', 'article_closed'],
  ] as const)('starts from what the article does: %s', (base, action, primaryRule) => {
    expect(judged([flag], ['flag-it'], { base, fields: { 'author.roles': [] } })).toMatchObject({ action, primaryRule });
  });

  it.each([
    [{ by: 'premoderate' }, 'hold', [], 'hold', 'author_premoderated', 'Comments of this author are reviewed first'],
    [{ by: 'premoderate' }, 'hold', ['hold-it'], 'hold', 'hold-it', 'hold-it'],
    [{ by: 'ban' }, 'reject', ['reject-it', 'allow-it'], 'reject', 'author_banned', 'A moderator banned this author'],
    [{ by: 'suspend', until: '2026-03-01T10:00:00.000Z' }, 'reject', [], 'reject', 'author_suspended', 'A moderator suspended this author, until 2026-03-01 10:00 UTC'],
  ] as const)('names what moderators made of the author: %j over %s with %j', (...row) => {
    const [restricted, base, fires, action, primaryRule, reason] = row;
    const allow = rule('allow-it', { action: 'allow', allow_groups: ['*'] });
    const verdict = judged([allow, hold, reject], fires, { base, restricted });
    expect(verdict).toMatchObject({ action, primaryRule });
    expect(verdict.reason).toContain(primaryRule === 'hold-it' ? '' : reason);
  });

  it('publishes a text of a banned author that a person approved, and only that text', () => {
    const banned = { base: 'reject', restricted: { by: 'ban' } } as const;
    expect(judged([], [], { ...banned, decided: { action: 'approve', textChanged: false } })).toMatchObject({ action: 'publish', primaryRule: null });
    expect(judged([], [], { ...banned, decided: { action: 'approve', textChanged: true } })).toMatchObject({ action: 'reject', primaryRule: 'author_banned' });
  });

  it('lets an allow drop effects and scores of its groups, never of others, of hard rules or of the article', () => {
    const allow = rule('allow-it', { action: 'allow', allow_groups: ['spam'] });
    const spam = rule('spam', { action: 'hold', score: 9 }, { group: 'spam' });
    const other = rule('other', { action: 'flag' }, { group: 'other' });
    const hard = rule('hard-one', { action: 'hold', hard: true, score: 1 }, { group: 'spam' });
    expect(judged([allow, spam], ['allow-it', 'spam'])).toMatchObject({ action: 'publish', score: { total: 0 } });
    expect(judged([allow, spam, other], ['allow-it', 'spam', 'other']).action).toBe('flag');
    expect(judged([allow, spam, hard], ['allow-it', 'spam', 'hard-one'])).toMatchObject({ action: 'hold', primaryRule: 'hard-one', score: { total: 100 } });
    expect(judged([allow, spam], ['allow-it', 'spam'], { base: 'hold' })).toMatchObject({ action: 'hold', primaryRule: 'article_premoderated' });
  });

  it.each([
    ['approve', false, ['reject-it'], 'publish', 'flag', 'reject-it'],
    ['approve', false, [], 'hold', 'publish', null],
    ['approve', true, [], 'publish', 'flag', 'edited_after_approval'],
    ['approve', true, ['reject-it'], 'publish', 'reject', 'reject-it'],
    ['reject', false, [], 'publish', 'reject', 'moderator_rejected'],
    ['reject', true, [], 'publish', 'hold', 'edited_after_rejection'],
    ['reject', true, ['reject-it'], 'publish', 'reject', 'reject-it'],
  ] as const)('after a person said %s (text changed: %s), rules %j over %s give %s', (...row) => {
    const [action, textChanged, fires, base, expected, primaryRule] = row;
    expect(judged([flag, hold, reject], fires, { base, decided: { action, textChanged } })).toMatchObject({ action: expected, primaryRule });
  });

  it('names as primary the first rule whose action is the final one', () => {
    const rules = [rule('zz-hold', { action: 'hold', queue: 'first-queue', author_message: 'One' }, { priority: 9 }), rule('aa-hold', { action: 'hold', queue: 'second-queue', author_message: 'Two' }), flag];
    expect(judged(rules, ['zz-hold', 'aa-hold', 'flag-it'])).toMatchObject({ primaryRule: 'zz-hold', reason: 'Reason zz-hold', policy: 'policy.zz_hold', queue: 'first-queue', authorMessage: 'One' });
  });

  it('names the largest contributor when the score decided', () => {
    const rules = [rule('small', { score: 2 }, { priority: 5 }), rule('large', { score: 4, queue: 'spam' })];
    expect(judged(rules, ['small', 'large'])).toMatchObject({ action: 'hold', primaryRule: 'large', queue: 'spam' });
  });

  it('unites the effects of the rules that count, and of no others', () => {
    const rules = [
      rule('one', { action: 'hold', tags: ['b', 'a'], notify: ['desk'], label: [{ entity: 'author', add: 'seen', ttl: '1d' }] }, { priority: 9 }),
      rule('two', { score: 1, tags: ['a', 'c'], urgency: 'high', close_article: true, label: [{ entity: 'author', add: 'seen', ttl: '2d' }] }),
      rule('shadow', { action: 'hold', tags: ['dark'], urgency: 'urgent' }, { mode: 'shadow' }),
    ];
    expect(judged(rules, ['one', 'two', 'shadow'])).toMatchObject({
      tags: ['a', 'b', 'c'], notify: ['desk'], urgency: 'high', closeArticle: true, labels: [{ entity: 'author', add: 'seen', ttlSeconds: 172_800 }],
    });
  });

  it('is of low urgency only if every acting rule is', () => {
    const low = rule('low', { action: 'hold', urgency: 'low' });
    expect(judged([low], ['low']).urgency).toBe('low');
    expect(judged([low, flag], ['low', 'flag-it']).urgency).toBe('normal');
  });
});

describe('E7 errors', () => {
  const asks = (condition: ConditionDocument, then: EffectDocument, more: Partial<RuleDocument> = {}): RuleDocument => rule('asking', then, { when: condition, ...more });
  const unknown: ConditionDocument = { 'author.approved': { lt: 5 } };
  const failed = { failed: ['author.approved'], fields: { 'author.approved': 100 } };

  it.each([
    ['hold', undefined, 'hold'], ['reject', undefined, 'hold'], ['flag', undefined, 'flag'],
    ['hold', 'flag', 'flag'], ['reject', 'ignore', 'publish'], ['flag', 'hold', 'hold'],
  ] as const)('an undecided %s rule with on_error %s: %s', (action, onError, expected) => {
    const it = asks(unknown, { action }, onError === undefined ? {} : { on_error: onError });
    const said = judged([it], [], failed);
    expect(said).toMatchObject({ action: expected, errors: [{ rule: 'asking', applied: expected === 'publish' ? 'ignore' : expected, detail: 'Could not be computed: author.approved.' }] });
    expect(said.primaryRule).toBe(expected === 'publish' ? null : 'rule_error');
    expect(said.queue).toBe(expected === 'publish' ? null : 'system');
  });

  it('an undecided allow does not allow', () => {
    const allow = asks(unknown, { action: 'allow', allow_groups: ['ungrouped'] });
    expect(judged([allow, hold], ['hold-it'], { ...failed, fields: { 'author.roles': ['hold-it'] } })).toMatchObject({ action: 'hold', primaryRule: 'hold-it', errors: [{ applied: 'ignore' }] });
  });

  it('an undecided score counts as an error only if it could make the action stricter', () => {
    const scored = (score: number): RuleDocument => asks(unknown, { score });
    expect(judged([scored(2)], [], failed)).toMatchObject({ action: 'publish', errors: [{ applied: 'ignore' }] });
    expect(judged([scored(3)], [], failed)).toMatchObject({ action: 'flag', errors: [{ applied: 'flag' }] });
    expect(judged([scored(5)], [], failed)).toMatchObject({ action: 'hold', errors: [{ applied: 'hold' }] });
    expect(judged([scored(-5)], [], failed)).toMatchObject({ action: 'publish', errors: [{ applied: 'ignore' }] });
    expect(judged([scored(5), hold], ['hold-it'], { ...failed, fields: { 'author.roles': ['hold-it'] } })).toMatchObject({ primaryRule: 'hold-it', errors: [{ applied: 'ignore' }] });
    const two = [rule('one', { score: 3 }, { when: unknown }), rule('two', { score: 3 }, { when: unknown })];
    expect(judged(two, [], failed)).toMatchObject({ action: 'hold', errors: [{ applied: 'hold' }, { applied: 'hold' }] });
  });

  it('holds only if the rest of the condition leaves it open', () => {
    const certain = { 'author.kind': 'staff' };
    expect(judged([asks({ all: [unknown, certain] }, { action: 'hold' })], [], failed)).toMatchObject({ action: 'publish', errors: [] });
    expect(judged([asks({ any: [unknown, { 'author.kind': { in: ['staff'], missing: true } }] }, { action: 'reject' })], [], failed)).toMatchObject({ action: 'reject', errors: [] });
  });

  it('passes from a rule to the rules that refer to it', () => {
    const silent = asks(unknown, { tags: ['x1'] });
    const composite = rule('composite', { action: 'hold' }, { when: { rule: 'asking' } });
    expect(judged([silent, composite], [], failed)).toMatchObject({ action: 'hold', errors: [{ rule: 'asking', applied: 'ignore' }, { rule: 'composite', applied: 'hold', detail: 'Could not be computed: author.approved.' }] });
  });

  it('does nothing from the shadow or behind a stop or an allow', () => {
    expect(judged([asks(unknown, { action: 'hold' }, { mode: 'shadow' })], [], failed)).toMatchObject({ action: 'publish', errors: [{ applied: 'ignore' }] });
    const allow = rule('allow-it', { action: 'allow', allow_groups: ['spam'] });
    expect(judged([allow, asks(unknown, { action: 'hold' }, { group: 'spam' })], [], { ...failed, fields: { 'author.roles': ['allow-it'] } }).action).toBe('publish');
  });

  // Each of these would turn a hold into a publish if doubt were read as "did not fire".
  it.each([
    ['a stop in doubt keeps a later allow from allowing', [rule('early', { action: 'hold' }, { priority: 3 }), asks(unknown, { stop: true, score: 0 }, { priority: 2, group: 'other' }), rule('allow-it', { action: 'allow', allow_groups: ['ungrouped'] })]],
    ['an allow in doubt keeps a rule of its group from stopping', [asks(unknown, { action: 'allow', allow_groups: ['spam'] }, { priority: 3 }), rule('stopper', { stop: true, score: 0 }, { priority: 2, group: 'spam' }), rule('late', { action: 'hold' })]],
    ['a stop in doubt keeps a later bonus from counting', [rule('early', { score: 5 }, { priority: 3 }), asks(unknown, { stop: true, score: 0 }, { priority: 2 }), rule('bonus', { score: -5 }, { group: 'trust' })]],
    ['an exemption in doubt keeps a rule from allowing', [rule('allow-it', { action: 'allow', allow_groups: ['ungrouped'] }, { exempt: ['trusted'] }), rule('held', { action: 'hold' })]],
  ] as const)('%s', (_, rules) => {
    const fires = ['early', 'allow-it', 'stopper', 'late', 'bonus', 'held'];
    const exemption = rules.some((it) => it.exempt?.length === 1) ? ['author.kind'] : ['author.approved'];
    expect(judged(rules, fires, { failed: exemption, fields: { 'author.roles': fires, 'author.approved': 1 } })).toMatchObject({ action: 'hold' });
  });

  it('counts a penalty per hit in full where a field it asks for failed', () => {
    const it = rule('per-hit', { score: 1, per_hit: true, max_hits: 4 }, { when: { any: [{ body: { words: 'ding' } }, { 'author.approved': 1 }] } });
    expect(judged([it], [], { text: { body: 'ding' } }).score.total).toBe(100);
    expect(judged([it], [], { text: { body: 'ding' }, failed: ['author.approved'] }).score.total).toBe(400);
  });

  it('contains a rule that throws', () => {
    const compiled = compileRuleSet({ version: 1, rules: [hold, rule('other', { action: 'flag' })] });
    const broken = compiled.rules.map((it) => (it.id === 'hold-it' ? { ...it, condition: { ...it.condition, test: () => { throw new Error('out of steps'); } } } : it));
    const facts: Facts = { event: 'create', receivedAt: '2026-11-23T10:00:00Z', base: 'publish', fields: { 'author.roles': ['other'] }, failed: [], rates: {}, sampleBuckets: {} };
    expect(decide({ ...compiled, rules: broken }, facts, { body: 'x', format: 'text' })).toMatchObject({
      action: 'hold', primaryRule: 'rule_error', errors: [{ rule: 'hold-it', applied: 'hold', detail: 'The rule broke: out of steps' }], hits: [{ rule: 'other' }],
    });
  });
});

describe('E9 explanation', () => {
  it('keeps the spans and the facts that made the rule fire, and not those that did not', () => {
    const it = rule('why', { action: 'hold' }, {
      when: { any: [{ body: { words: ['ding', 'dong'] } }, { 'author.approved': { lt: 5, missing: true } }, { 'author.kind': 'staff' }], none: [{ body: { words: 'absent' } }] },
    });
    expect(judged([it], [], { text: { body: 'Then DING went the bell' }, fields: { 'author.approved': 2 } }).hits).toEqual([{
      rule: 'why', mode: 'active', action: 'hold', hard: false, reason: 'Reason why', policy: 'policy.why', score: 0,
      spans: [{ field: 'body', start: 5, end: 9, entry: 'ding', via: expect.any(Array) as string[] }],
      facts: [{ field: 'author.approved', value: 2, op: 'lt 5' }],
    }]);
  });

  it('fills in how often', () => {
    const it = rule('count', { action: 'hold' }, { reason: 'Seen {count} times: {match}', when: { body: { words: 'ding' } } });
    expect(judged([it], [], { text: { body: 'ding ding' } }).reason).toBe('Seen 2 times: {match}');
    const rate = rule('rate', { action: 'hold' }, { reason: '{count} comments', when: { rate: { by: ['author'], window: '5m', count: { gt: 6 } } } });
    expect(judged([rate], [], { rates: { 'submitted:author:300s': 9 } })).toMatchObject({ reason: '9 comments', hits: [{ facts: [{ field: 'rate', value: 9, op: 'gt 6 submitted by author in 300s' }] }] });
  });

  it('does not grow with the text', () => {
    const it = rule('many', { action: 'hold' }, { when: { body: { words: 'ding' } } });
    expect(judged([it], [], { text: { body: 'ding '.repeat(1_000) } }).hits[0]?.spans).toHaveLength(40);
  });
});
