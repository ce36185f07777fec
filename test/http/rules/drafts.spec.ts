import { randomUUID } from 'node:crypto';
import { PositionEvents } from '../../../src/review/position-events';
import { startTestApp, type TestApp } from '../../support/app';
import { expectStatus, World } from '../../support/world';
import { RuleDesk, wordRule } from './rules-world';

let service: TestApp;
let world: World;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
});

afterAll(() => service.close());

const YAML_TYPE = { 'content-type': 'application/yaml' };

const TEXT = `# What the desk agreed on
version: 1
rules:
  - id: blorbits   # since the summer
    name: Blorbits
    mode: active
    policy: spam.words
    reason: Says blorbit
    when: { body: { words: blorbit } }
    then: { action: hold }
    examples:
      match: [a blorbit, blorbit!]
      no_match: [nothing, at all]

  # The second one
  - id: zarniks
    name: Zarniks
    mode: draft
    when: { body: { words: zarnik } }
    then: { action: flag }
`;

describe('the draft', () => {
  it('is the running version until somebody changes it', async () => {
    const desk = await RuleDesk.on(world);
    const { body, headers } = await desk.draft();
    const running = expectStatus(await desk.client.get(desk.path('rule-set')), 200).body;
    expect(body).toMatchObject({ document: running.document, basedOn: 1, isChanged: false, version: 1, updatedAt: null, updatedBy: null });
    expect(headers['etag']).toBe('"1"');
    expect(body.yaml).toContain('# The rule set a new site starts with.');
  });

  it('keeps the text as it was written, sent as YAML or as a member of JSON', async () => {
    const desk = await RuleDesk.on(world);
    const saved = expectStatus(await desk.client.put(desk.path('rule-set/draft'), TEXT, { ...(await desk.seen()), ...YAML_TYPE }), 200);
    expect(saved.headers['etag']).toBe('"2"');
    expect([saved.body.yaml, saved.body.isChanged, saved.body.document.rules.length]).toEqual([TEXT, true, 2]);
    const again = expectStatus(await desk.save({ yaml: `${TEXT}\n# more` }), 200);
    expect(again.body.yaml).toBe(`${TEXT}\n# more`);
    const plain = expectStatus(await desk.client.get(desk.path('rule-set/draft'), { accept: 'application/yaml' }), 200);
    expect([plain.headers['content-type'], plain.body, plain.headers['etag']]).toEqual(['application/yaml; charset=utf-8', `${TEXT}\n# more`, '"3"']);
  });

  it('says who changed it, and leaves a line in the log for each change', async () => {
    const site = await world.newSite();
    const admin = await world.person(site, 'admin', 'Ada Admin');
    const desk = new RuleDesk(site, admin.client);
    const saved = expectStatus(await desk.save({ yaml: TEXT }), 200);
    expect(saved.body.updatedBy).toEqual({ id: admin.id, name: 'Ada Admin' });
    expectStatus(await desk.client.delete(desk.path('rule-set/draft/rules/zarniks'), undefined, await desk.seen()), 200);
    const lead = await world.person(site, 'lead');
        await service.app.get(PositionEvents).runOnce();
    const { items } = (await lead.client.get(desk.path('review/events'))).body as { items: { type: string; actor: string; payload: unknown }[] };
    expect(items.filter(({ type }) => type === 'rule_set.draft_changed').map(({ actor, payload }) => [actor, payload])).toEqual([
      [`person:${admin.id}`, { draft: 2, hash: expect.any(String) }],
      [`person:${admin.id}`, { draft: 3, hash: expect.any(String), rule: 'zarniks', removed: true }],
    ]);
  });

  it('may be wrong, but not unreadable', async () => {
    const desk = await RuleDesk.on(world);
    const wrong = expectStatus(await desk.save({ yaml: 'version: 1\nrules:\n  - id: UPPER\n    when: 7\n' }), 200);
    expect(wrong.body.document).toEqual({ version: 1, rules: [{ id: 'UPPER', when: 7 }] });
    const refused = expectStatus(await desk.save({ yaml: 'version: 1\nrules: [\n' }), 422);
    expect(refused.body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/yaml', detail: expect.stringMatching(/^Line 3, column 1: /) }] });
    for (const yaml of ['just a sentence', '- a\n- list', '', 'a: "\\0"', 'a: *nowhere', `a: ${'['.repeat(500)}${']'.repeat(500)}`]) expectStatus(await desk.save({ yaml }), 422);
    expect((await desk.draft()).body.version).toBe(2);
  });

  it('is sent as text or as a value, not as both, and not as neither', async () => {
    const desk = await RuleDesk.on(world);
    for (const body of [{}, { yaml: TEXT, document: {} }, { document: 'text' }, { yaml: 7 }]) {
      const { status, body: answer } = await desk.client.put(desk.path('rule-set/draft'), body, await desk.seen());
      expect([status, answer.code]).toEqual([422, 'invalid']);
    }
    expectStatus(await desk.client.put(desk.path('rule-set/draft'), { yaml: TEXT }), 428);
    expectStatus(await desk.client.put(desk.path('rule-set/draft'), TEXT, { ...(await desk.seen()), 'content-type': 'text/plain' }), 415);
    expectStatus(await desk.save({ yaml: `${TEXT}#${'x'.repeat(1_000_000)}` }), 422);
    expect((await desk.draft()).body.isChanged).toBe(false);
  });

  it.each([
    ['PUT', 'rule-set/draft', 'document'], ['PUT', 'rule-set/draft/rules/deep', 'rule'], ['PUT', 'rule-set/draft/lists/deep', 'list'], ['POST', 'rule-set/draft:check', 'document'], ['POST', 'rule-set/draft:try', 'document'],
  ] as const)('%s %s refuses what is nested without end', async (method, path, member) => {
    const desk = await RuleDesk.on(world);
    const sent = async (depth: number): Promise<number> => {
      const body = `{"comments":[{"body":"x"}],"${member}":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`.replace(path.endsWith(':try') ? '' : '"comments":[{"body":"x"}],', '');
      return (await desk.client.send(method, desk.path(path), { body, headers: { ...(await desk.seen()), 'content-type': 'application/json' } })).status;
    };
    const [some, many] = [await sent(40), [await sent(1_000), await sent(50_000)]];
    expect(many).toEqual([422, 422]);
    expect(some).toBe(path.endsWith(':check') ? 200 : 422);
  });

  it('of two admins only the first one writes; the other hears who it was', async () => {
    const site = await world.newSite();
    const [ada, bob] = await Promise.all([world.person(site, 'admin', 'Ada'), world.person(site, 'admin', 'Bob')]);
    const [first, second] = [new RuleDesk(site, ada.client), new RuleDesk(site, bob.client)];
    const [tagA, tagB] = [await first.seen(), await second.seen()];
    const answers = await Promise.all([first.client.put(first.path('rule-set/draft'), { yaml: TEXT }, tagA), second.client.put(second.path('rule-set/draft'), { yaml: TEXT }, tagB)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const [loser, winner] = answers[0].status === 412 ? [answers[0], 'Bob'] : [answers[1], 'Ada'];
    expect(loser.body).toMatchObject({ code: 'version_conflict', current: { version: 2, updatedBy: { name: winner } } });
  });

  it('begins again from the running version, and an old tag never fits what comes after', async () => {
    const desk = await RuleDesk.on(world);
    const first = await desk.seen();
    expectStatus(await desk.save({ yaml: TEXT }), 200);
    const discarded = expectStatus(await desk.client.delete(desk.path('rule-set/draft'), undefined, await desk.seen()), 200);
    expect([discarded.body.isChanged, discarded.body.version]).toEqual([false, 3]);
    expectStatus(await desk.client.put(desk.path('rule-set/draft'), { yaml: TEXT }, first), 412);
  });

  it('is for admins to change and for the desk to read', async () => {
    const desk = await RuleDesk.on(world);
    const { client } = await world.person(desk.site, 'moderator');
    expectStatus(await client.get(desk.path('rule-set/draft')), 200);
    const tag = { 'if-match': '"1"' };
    const refused = [
      await client.put(desk.path('rule-set/draft'), { yaml: TEXT }, tag),
      await client.delete(desk.path('rule-set/draft'), undefined, tag),
      await client.put(desk.path('rule-set/draft/rules/x'), { rule: {} }, tag),
      await client.post(desk.path('rule-set/versions'), { note: 'x' }, tag),
      await client.post(desk.path('rule-set/rollback'), { to: 1 }),
      await client.post(desk.path('rule-set/rules/x/mode'), { mode: 'paused' }),
      await client.post(desk.path('lists/x/import'), { text: 'x' }, tag),
      await client.post(desk.path('rule-set/starter/update'), {}, tag),
    ];
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
  });
});

describe('a change to one rule or list of the draft', () => {
  async function deskWithText(): Promise<RuleDesk> {
    const desk = await RuleDesk.on(world);
    expectStatus(await desk.save({ yaml: TEXT }), 200);
    return desk;
  }

  it('leaves everything else as it was written', async () => {
    const desk = await deskWithText();
    const { body } = await desk.draft();
    const rule = { ...body.document.rules[0], mode: 'shadow' };
    const saved = expectStatus(await desk.client.put(desk.path('rule-set/draft/rules/blorbits'), { rule }, await desk.seen()), 200);
    expect(saved.body.yaml).toBe(TEXT.replace('mode: active', 'mode: shadow'));
    expect(saved.headers['etag']).toBe('"3"');
  });

  it('adds what was not there, and removes it again', async () => {
    const desk = await deskWithText();
    const id = `rule-${randomUUID()}`;
    const added = expectStatus(await desk.client.put(desk.path(`rule-set/draft/rules/${id}`), { rule: wordRule(id, 'plonk') }, await desk.seen()), 200);
    expect(added.body.document.rules).toMatchObject([{ id: 'blorbits' }, { id: 'zarniks' }, { id }]);
    const removed = expectStatus(await desk.client.delete(desk.path(`rule-set/draft/rules/${id}`), undefined, await desk.seen()), 200);
    expect(removed.body.yaml).toBe(TEXT);
    expectStatus(await desk.client.delete(desk.path(`rule-set/draft/rules/${id}`), undefined, await desk.seen()), 404);
  });

  it('of a list without its entries keeps them', async () => {
    const desk = await deskWithText();
    expectStatus(await desk.client.put(desk.path('rule-set/draft/lists/words'), { list: { kind: 'words', entries: ['plonk', { term: 'plim', note: 'n' }] } }, await desk.seen()), 200);
    const changed = expectStatus(await desk.client.put(desk.path('rule-set/draft/lists/words'), { list: { kind: 'words', source: 'the desk' } }, await desk.seen()), 200);
    expect(changed.body.document.lists).toEqual([{ id: 'words', kind: 'words', source: 'the desk', entries: ['plonk', { term: 'plim', note: 'n' }] }]);
    expect(changed.body.yaml).toContain('# The second one');
  });

  it('keeps a long list apart, also when it is written out', async () => {
    const desk = await deskWithText();
    const entries = Array.from({ length: 1_500 }, (_, i) => `wordnumber${String(i)}`);
    const { body } = expectStatus(await desk.client.put(desk.path('rule-set/draft/lists/long'), { list: { kind: 'words', entries } }, await desk.seen()), 200);
    expect(body.document.lists[0].entries).toEqual({ stored: expect.any(String), count: 1_500 });
    expectStatus(await desk.publish('A long list'), 201);
    const again = expectStatus(await desk.client.get(desk.path('lists/long/entries?limit=2&q=number149')), 200);
    expect(again.body).toEqual({ items: [{ term: 'wordnumber149' }, { term: 'wordnumber1490' }], nextCursor: expect.any(String) });
    const next = expectStatus(await desk.client.get(desk.path(`lists/long/entries?limit=50&q=number149&cursor=${String(again.body.nextCursor)}`)), 200);
    expect(next.body.items).toEqual(Array.from({ length: 9 }, (_, i) => ({ term: `wordnumber149${String(i + 1)}` })));
  });

  it('is refused under another id', async () => {
    const desk = await deskWithText();
    const { body } = expectStatus(await desk.client.put(desk.path('rule-set/draft/rules/blorbits'), { rule: wordRule('other', 'plonk') }, await desk.seen()), 422);
    expect(body.errors).toEqual([{ pointer: '/rule/id', detail: 'The id in the address is `blorbits`.' }]);
  });

  it('naming a long list of another site names nothing', async () => {
    const [desk, other] = [await deskWithText(), await deskWithText()];
    const entries = Array.from({ length: 1_500 }, (_, i) => `wordnumber${String(i)}`);
    const { body } = expectStatus(await desk.client.put(desk.path('rule-set/draft/lists/long'), { list: { kind: 'words', entries } }, await desk.seen()), 200);
    const stolen = { id: 'long', kind: 'words', entries: body.document.lists[0].entries };
    expectStatus(await other.save({ document: { version: 1, lists: [stolen], rules: [] } }), 200);
    expect(expectStatus(await other.client.get(other.path('lists/long/entries?of=draft')), 200).body.items).toEqual([]);
    const check = expectStatus(await other.client.post(other.path('rule-set/draft:check')), 200).body;
    expect([check.ok, check.errors[0].pointer]).toEqual([false, '/lists/0/entries']);
  });
});
