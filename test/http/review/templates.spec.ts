import { randomUUID } from 'node:crypto';
import type { Answer } from '../../support/client';
import { expectStatus, type PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';

let desk: Desk;
let admin: PersonInWorld;
let moderator: PersonInWorld;

beforeAll(async () => {
  desk = await Desk.open();
  [admin, moderator] = [await desk.person('admin'), await desk.person('moderator')];
});

afterAll(() => desk.close());

const name = (): string => `Template ${randomUUID().slice(0, 8)}`;
const add = (more: object = {}): Promise<Answer> => admin.client.post(desk.path('message-templates'), { name: name(), lang: 'en', body: 'Hello {{author}}.', ...more });
const added = async (more: object = {}): Promise<string> => String(expectStatus(await add(more), 201).body.id);
const one = (id: string): string => desk.path(`message-templates/${id}`);
const render = (id: string, body: object): Promise<Answer> => moderator.client.post(`${one(id)}/render`, body);
const pointerOf = ({ status, body }: Answer): unknown[] => [status, (body.errors as { pointer: string }[] | undefined)?.[0]?.pointer];

async function item(body = 'A calm remark about the weather of the week.'): Promise<string> {
  return (await desk.itemOf((await desk.held(`u-${randomUUID()}`, body)).id, moderator.client)).id;
}

describe('message templates', () => {
  it('are there in four languages from the first moment', async () => {
    const elsewhere = await Desk.at(desk.on, desk.world);
    const { body } = expectStatus(await (await elsewhere.person('viewer')).client.get(elsewhere.path('message-templates')), 200);
    expect((body.items as { lang: string; policyId: unknown }[]).map(({ lang, policyId }) => [lang, policyId]).sort()).toEqual([['de', null], ['en', null], ['es', null], ['fr', null]]);
  });

  it('are added, listed by language or policy, changed and removed', async () => {
    const title = name();
    const made = await add({ name: title, lang: 'pt-BR', policyId: 'spam', body: 'Olá {{author}}.' });
    expect([made.status, made.body]).toEqual([201, { id: expect.any(String), name: title, policyId: 'spam', lang: 'pt-BR', body: 'Olá {{author}}.', createdAt: expect.any(String), updatedAt: expect.any(String) }]);
    for (const query of ['lang=pt-BR', 'policy=spam&lang=pt-BR']) expect((await moderator.client.get(desk.path(`message-templates?${query}`))).body.items).toEqual([made.body]);
    const changed = await admin.client.patch(one(String(made.body.id)), { body: 'Oi {{author}}.', policyId: null });
    expect([changed.status, changed.body]).toMatchObject([200, { name: title, policyId: null, body: 'Oi {{author}}.' }]);
    expect((await admin.client.delete(one(String(made.body.id)))).status).toBe(204);
    expect((await admin.client.delete(one(String(made.body.id)))).status).toBe(404);
    expect((await admin.client.patch(one(String(made.body.id)), {})).status).toBe(404);
  });

  it('have one name per language', async () => {
    const title = name();
    await added({ name: title });
    const other = await added({ name: title, lang: 'de' });
    expect((await add({ name: title })).body.code).toBe('already_exists');
    expect((await admin.client.patch(one(other), { lang: 'en' })).body.code).toBe('already_exists');
    expect((await admin.client.patch(one(other), { lang: 'fr' })).status).toBe(200);
    const raced = name();
    const answers = await Promise.all(Array.from({ length: 6 }, () => add({ name: raced })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const renamed = await Promise.all([await added(), await added(), await added()].map((id) => admin.client.patch(one(id), { name: `${raced}, renamed` })));
    expect(renamed.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it.each([
    ['a placeholder nobody knows', { body: 'Hello {{autor}}.' }, '/body'],
    ['braces that never close', { body: 'Hello {{author.' }, '/body'],
    ['a body of 2,001 characters', { body: 'x'.repeat(2_001) }, '/body'],
    ['an empty body', { body: '' }, '/body'],
    ['a language that is none', { lang: 'German' }, '/lang'],
    ['a policy that is none', { policyId: 'nothing' }, '/policyId'],
    ['a name of two lines', { name: 'One\nTwo' }, '/name'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, '/name'],
    ['a member nobody knows', { subject: 'x' }, '/subject'],
  ])('are refused with %s', async (_, body, pointer) => {
    expect(pointerOf(await add(body))).toEqual([422, pointer]);
  });

  it('take names and texts at their limits', async () => {
    expect((await add({ name: `${'x'.repeat(92)}${randomUUID().slice(0, 8)}`, body: 'x'.repeat(2_000), lang: 'zh-Hant-TW' })).status).toBe(201);
  });

  it('outlive their policy, for any', async () => {
    expectStatus(await admin.client.post(desk.path('policies'), { id: 'brief', title: 'Brief' }), 201);
    const id = await added({ policyId: 'brief' });
    expectStatus(await admin.client.delete(desk.path('policies/brief')), 204);
    expect((await admin.client.patch(one(id), {})).body.policyId).toBeNull();
  });

  it('are for admins to change, and each change is told in the log', async () => {
    const id = await added();
    expect((await moderator.client.post(desk.path('message-templates'), { name: name(), lang: 'en', body: 'x' })).status).toBe(403);
    expect((await moderator.client.patch(one(id), { body: 'x' })).status).toBe(403);
    expect((await moderator.client.delete(one(id))).status).toBe(403);
    await admin.client.patch(one(id), { body: 'Goodbye {{author}}.' });
    await admin.client.patch(one(id), { body: 'Goodbye {{author}}.' });
    await admin.client.delete(one(id));
    const log = (await desk.log()).filter(({ payload }) => payload['templateId'] === id);
    expect(log.map(({ type }) => type)).toEqual(['template.added', 'template.changed', 'template.removed']);
    expect(log[1]?.payload['changes']).toEqual({ body: { from: expect.any(String), to: 'Goodbye {{author}}.' } });
  });

  it('are at most two hundred', async () => {
    const elsewhere = await Desk.at(desk.on, desk.world);
    const { client } = await elsewhere.person('admin');
    const more = (n: number): Promise<Answer> => client.post(elsewhere.path('message-templates'), { name: `No. ${n}`, lang: 'en', body: 'x' });
    for (let n = 0; n < 196; n++) expectStatus(await more(n), 201);
    expect((await more(196)).body.code).toBe('not_possible');
  });
});

describe('a rendered template', () => {
  it('has everything that is known, in its own language, and names the rest', async () => {
    const id = await added({ lang: 'de', body: '{{author}}, {{policy}}, {{article}}, {{site}}: „{{comment}}“. ### Ihre Worte ###' });
    const { status, body } = await render(id, { itemId: await item('Nur ein ruhiger Satz.'), policyId: 'abuse' });
    expect([status, body]).toEqual([200, { text: `Ana, Beleidigung, Slow news, ${desk.site.name}: „Nur ein ruhiger Satz.“. ### Ihre Worte ###`, unresolved: ['### Ihre Worte ###'] }]);
  });

  it("takes the picked reason before the template's own policy", async () => {
    const id = await added({ body: '{{policy}}', policyId: 'spam' });
    const itemId = await item();
    expect((await render(id, { itemId, policyId: 'hate' })).body.text).toBe('Hate');
    expect((await render(id, { itemId })).body.text).toBe('Spam');
    const any = await added({ body: '{{policy}}' });
    expect((await render(any, { itemId })).body).toEqual({ text: '{{policy}}', unresolved: ['{{policy}}'] });
  });

  it('never takes what a reader wrote for a placeholder', async () => {
    const id = await added({ body: '{{comment}}' });
    const itemId = await item('I like {{site}} and ### signs.');
    const { body } = await render(id, { itemId });
    expect(body).toEqual({ text: 'I like { {site} } and # # # signs.', unresolved: [] });
    const { version } = expectStatus(await moderator.client.get(desk.review(`items/${itemId}`)), 200).body as { version: number };
    expect((await desk.decide(moderator.client, { id: itemId, version }, { action: 'reject', reasonCode: 'other', message: String(body.text) })).status).toBe(201);
  });

  it('is refused for an item or a policy that is not there', async () => {
    const id = await added();
    expect(pointerOf(await render(id, { itemId: randomUUID() }))).toEqual([422, '/itemId']);
    expect(pointerOf(await render(id, { itemId: 'nothing' }))).toEqual([422, '/itemId']);
    expect(pointerOf(await render(id, { itemId: await item(), policyId: 'nothing' }))).toEqual([422, '/policyId']);
    expect((await render(randomUUID(), { itemId: await item() })).status).toBe(404);
  });
});

describe('a message to an author', () => {
  it.each(['We removed it ### say why ###.', 'Dear {{author}}, we removed it.'])('does not leave unfinished: %j', async (message) => {
    const { id } = await desk.held();
    const waiting = await desk.itemOf(id, moderator.client);
    expect(pointerOf(await desk.decide(moderator.client, waiting, { action: 'reject', reasonCode: 'spam', message }))).toEqual([422, '/message']);
    expect((await desk.decide(moderator.client, waiting, { action: 'reject', reasonCode: 'spam', message: 'We removed it: # 1 of our rules.' })).status).toBe(201);
  });
});
