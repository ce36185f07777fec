import { Ajv2020 } from 'ajv/dist/2020';
import { RuleWorkshop } from '../../../src/rules/workshop/rule-workshop';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer } from '../../support/client';
import { expectStatus, World } from '../../support/world';
import { RuleDesk, wordRule } from './rules-world';

let service: TestApp;
let world: World;
let desk: RuleDesk;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
  desk = await RuleDesk.on(world);
});

afterAll(() => service.close());

const check = async (source: unknown, type = 'application/json'): Promise<Answer> => desk.client.post(desk.path('rule-set/draft:check'), source, { 'content-type': type });
const tried = async (body: unknown): Promise<Answer> => desk.client.post(desk.path('rule-set/draft:try'), body);

const yaml = (rule: string): string => `version: 1\nrules:\n  - id: words\n    name: Words\n    mode: active\n    policy: spam.words\n    reason: Says it\n${rule}`;
const EXAMPLES = '    examples:\n      match: [a blorbit, blorbit!]\n      no_match: [nothing, at all]\n';

describe('the check', () => {
  it('finds nothing wrong with the rules of a new site', async () => {
    const { body } = expectStatus(await check({}), 200);
    expect(body).toMatchObject({ ok: true, errors: [], examples: { failed: [] }, costs: { rules: expect.any(Number), compileMs: expect.any(Number) } });
    expect(body.examples.passed).toBeGreaterThan(50);
  });

  it('names line, column, pointer and rule of an error', async () => {
    const { body } = expectStatus(await check(yaml(`    when: { body: { lists: nowhere } }\n    then: { action: hold }\n${EXAMPLES}`), 'application/yaml'), 200);
    expect([body.ok, body.errors]).toEqual([false, [{ pointer: '/rules/0/when/body/lists', line: 8, column: expect.any(Number), rule: 'words', message: expect.stringContaining('There is no list `nowhere`.') }]]);
  });

  it('says which example fails, and where it stands', async () => {
    const { body } = expectStatus(await check({ yaml: yaml(`    when: { body: { words: zarnik } }\n    then: { action: hold }\n${EXAMPLES}`) }), 200);
    expect([body.ok, body.errors, body.examples.passed]).toEqual([false, [], 2]);
    expect(body.examples.failed).toMatchObject([
      { rule: 'words', kind: 'match', index: 0, text: 'a blorbit', line: 11, pointer: '/rules/0/examples/match/0' },
      { rule: 'words', kind: 'match', index: 1, text: 'blorbit!' },
    ]);
  });

  it('answers for a text that is no rule set, or no YAML, with an error at its place', async () => {
    for (const text of ['', 'a sentence', 'rules: [', '- 1', 'a: {b: [}']) {
      const { body } = expectStatus(await check({ yaml: text }), 200);
      expect([body.ok, body.costs, body.errors.length > 0]).toEqual([false, null, true]);
    }
  });

  it('warns of what works and may not be meant', async () => {
    const { body } = expectStatus(await check({ yaml: yaml(`    when: { body: { contains: ould } }\n    then: { action: hold }\n    examples:\n      match: [would, could]\n      no_match: [blorbit, zarnik]\n`) }), 200);
    expect([body.ok, body.warnings]).toMatchObject([true, [{ rule: 'words', message: expect.stringMatching(/stands inside \d+ ordinary words/) }]]);
  });

  it('warns of what this site never sends, and of what has not been counted yet', async () => {
    const site = await world.newSite();
    const admin = (await world.person(site, 'admin')).client;
    const rule = yaml(`    when: { all: [{ article.section: politics }, { request.channel: app }, { rate: { by: [article], window: 3d, count: { gt: 9 } } }] }\n    then: { action: hold }\n    examples:\n      match: [{ body: x, article.section: politics, request.channel: app, rate: 10 }, { body: y, article.section: politics, request.channel: app, rate: 11 }]\n      no_match: [blorbit, zarnik]\n`);
    const warned = async (): Promise<string[]> => ((await admin.post(`/v1/sites/${site.slug}/rule-set/draft:check`, { yaml: rule })).body as { warnings: { message: string }[] }).warnings.map(({ message }) => message);
    expect(await warned()).toEqual([]);
    const { client } = await world.siteKey(site);
    await Promise.all(Array.from({ length: 50 }, (_, i) => client.post(`/v1/sites/${site.slug}/comments`, { article: { id: 'a-1', section: 'sports' }, author: { id: `u-${String(i)}`, kind: 'registered' }, body: `Slow news, number ${String(i)}` })));
    expect(await warned()).toEqual([expect.stringContaining('never had a value of `request.channel`'), expect.stringContaining('has not been counted before')]);
  });

  it('is given up when it takes too long, and the next one is not', async () => {
    const workshop = service.app.get(RuleWorkshop, { strict: false });
    const lists = [{ id: 'long', kind: 'words', entries: Array.from({ length: 30_000 }, (_, i) => `w${i.toString(36)}x`) }];
    await expect(workshop.run('check', { document: { version: 1, lists, rules: [] }, lists: [] }, 20)).rejects.toMatchObject({ code: 'rule_set_refused' });
    expect((await check({})).body.ok).toBe(true);
  });

  it('lets comments through while it works on a long list', async () => {
    const entries = Array.from({ length: 60_000 }, (_, i) => `w${i.toString(36)}x`);
    const file = entries.join('\n');
    expectStatus(await desk.client.put(desk.path('rule-set/draft/lists/long'), { list: { kind: 'words', entries: [] } }, await desk.seen()), 200);
    expectStatus(await desk.client.put(desk.path('rule-set/draft/rules/long'), { rule: wordRule('long', 'blorbit', { when: { body: { lists: 'long' } }, examples: { match: ['w1x', 'w2x'], no_match: ['x', 'y'] } }) }, await desk.seen()), 200);
    expectStatus(await desk.client.post(desk.path('lists/long/import'), file, { ...(await desk.seen()), 'content-type': 'text/plain' }), 200);
    const { client } = await world.siteKey(desk.site);
    const submit = async (): Promise<void> => void expectStatus(await client.post(desk.path('comments'), { article: { id: 'a-1', title: 'Slow' }, author: { id: 'u-1', kind: 'registered' }, body: 'Slow news today' }), 201);
    await submit();
    const progress = { done: false };
    const checking = check({}).finally(() => { progress.done = true; });
    let judged = 0;
    for (; !progress.done; judged++) await submit();
    expect((await checking).body).toMatchObject({ ok: true, costs: { entries: expect.any(Number) } });
    // On one thread not a single one would come between.
    expect(judged).toBeGreaterThan(5);
    expectStatus(await desk.client.delete(desk.path('rule-set/draft'), undefined, await desk.seen()), 200);
  }, 120_000);
});

describe('trying', () => {
  const document = {
    version: 1,
    rules: [
      wordRule('blorbits', 'blorbit', { when: { body: { words: 'blorbit', evasion: 'normal' } } }),
      wordRule('newcomers', 'zarnik', { when: { 'author.approved': { lt: 5 }, 'author.account_age': { lt: '2d' } }, then: { action: 'flag', score: 2.5 }, examples: undefined, mode: 'draft' }),
      wordRule('floods', 'plonk', { when: { rate: { by: ['author'], window: '5m', count: { gt: 6 } } }, examples: { match: [{ body: 'x', rate: 7 }], no_match: [{ body: 'x', rate: 6 }] } }),
      wordRule('some', 'plim', { sample: 1 }),
    ],
  };

  it('shows what matched, and which disguise it saw through', async () => {
    const { body } = expectStatus(await tried({ document, comments: [{ body: 'a bl0rbit' }, { body: 'harmless' }] }), 200);
    expect(body.items).toMatchObject([
      { verdict: { action: 'hold', primaryRule: 'blorbits', reason: 'Says blorbit', hits: [{ rule: 'blorbits', spans: [{ start: 2, end: 9, quote: 'bl0rbit', via: expect.arrayContaining(['leet']) }] }] } },
      { verdict: { action: 'publish', primaryRule: null, hits: [] } },
    ]);
    expect(body.tookUs).toBeGreaterThan(0);
  });

  it('takes facts as conditions write them', async () => {
    const active = { ...document, rules: document.rules.map((rule) => ({ ...rule, mode: 'active', examples: rule['examples'] ?? { match: [{ body: 'x', 'author.approved': 1, 'author.account_age': '1h' }], no_match: ['x'] } })) };
    const { body } = expectStatus(await tried({ document: active, comments: [{ body: 'x', author: { approved: 1, account_age: '3h' } }, { body: 'x', fields: { 'author.approved': 1, 'author.account_age': '3d' } }, { body: 'x', fields: { rate: 7 } }, { body: 'plim' }] }), 200);
    expect(body.items).toMatchObject([{ verdict: { hits: [{ rule: 'newcomers', score: 2.5 }] } }, { verdict: { hits: [] } }, { verdict: { hits: [{ rule: 'floods' }] } }, { verdict: { hits: [{ rule: 'some' }] } }]);
    expect(body.items[0].verdict.hits[0].facts).toContainEqual({ field: 'author.approved', value: 1, op: 'lt 5' });
  });

  it.each([
    [{ author: { aproved: 1 } }, '/comments/0/author/aproved', /Did you mean `author.approved`/],
    [{ fields: { 'author.approved': 'many' } }, '/comments/0/fields/author.approved', /takes a number/],
    [{ fields: { rate: 'often' } }, '/comments/0/fields/rate', /number/],
  ])('says which fact is wrong: %j', async (facts, pointer, detail) => {
    const { body } = expectStatus(await tried({ document, comments: [{ body: 'x', ...facts }] }), 422);
    expect(body.errors).toEqual([{ pointer, detail: expect.stringMatching(detail) }]);
  });

  it('asks the draft, or the rules that run', async () => {
    expectStatus(await desk.save({ document }), 200);
    const [draft, running] = [await tried({ comments: [{ body: 'blorbit' }] }), await tried({ against: 'running', comments: [{ body: 'blorbit' }] })];
    expect([draft.body.items[0].verdict.action, running.body.items[0].verdict.action]).toEqual(['hold', 'publish']);
  });

  it('of rules with errors says so', async () => {
    const { body } = expectStatus(await tried({ yaml: yaml(`    when: { body: { lists: nowhere } }\n    then: { action: hold }\n${EXAMPLES}`), comments: [{ body: 'x' }] }), 422);
    expect(body).toMatchObject({ code: 'rule_set_refused', problems: [{ line: 8 }] });
  });

  it('needs a comment, and at most a hundred', async () => {
    expect((await tried({ comments: [] })).status).toBe(422);
    expect((await tried({ comments: Array.from({ length: 101 }, () => ({ body: 'x' })) })).status).toBe(422);
    expect((await tried({ comments: [{ body: 'x'.repeat(50_001) }] })).status).toBe(422);
  });
});

describe('the schema of the language', () => {
  it('is there for everybody, and may be kept', async () => {
    const { body, headers } = expectStatus(await world.nobody.get('/v1/rule-language/schema'), 200);
    expect([headers['cache-control'], body.$schema]).toEqual(['public, max-age=300', 'https://json-schema.org/draft/2020-12/schema']);
    expect(Object.keys(body.$defs as object)).toEqual(expect.arrayContaining(['rule', 'list', 'condition', 'effect']));
  });

  it('knows lists that are only named', async () => {
    const { body } = await world.nobody.get('/v1/rule-language/schema');
    const valid = new Ajv2020({ strict: false, formats: { 'date-time': true } }).compile(body as object);
    const list = (entries: unknown): object => ({ version: 1, lists: [{ id: 'long', kind: 'words', entries }], rules: [] });
    expect([valid(list(['a'])), valid(list({ stored: 'a'.repeat(64), count: 5_000 })), valid(list({ stored: 'short' }))]).toEqual([true, true, false]);
  });
});
