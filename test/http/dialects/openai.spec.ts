import type { Site } from '../../../src/domain/actor';
import { startTestApp, type TestApp } from '../../support/app';
import { type Answer, Client } from '../../support/client';
import { isModeration, isOpenAiError } from '../../support/dialects/openai-schemas';
import { World } from '../../support/world';

const INSULT = 'You are a stupid idiot and nobody should listen to you.';
const THANKS = 'Thank you for this article, I learned a lot from it.';

let service: TestApp;
let world: World;
let site: Site;
let caller: Client;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
  site = await world.newSite();
  caller = world.bearer((await world.connection(site, 'openai')).secret);
});

afterAll(() => service.close());

const moderate = (input: unknown, more: object = {}): Promise<Answer> => caller.post('/v1/moderations', { input, ...more });

/** What an answer is, held to OpenAI's schema. */
function seen({ status, headers, body }: Answer, schema: { (body: unknown): unknown; errors?: unknown }): object {
  return { status, type: headers['content-type'], errors: schema(body) === true ? null : schema.errors };
}

const json = (status: number): object => ({ status, type: 'application/json; charset=utf-8', errors: null });

describe('/v1/moderations', () => {
  it('flags an insult and not thanks, and says which model looked', async () => {
    const answer = await moderate([INSULT, THANKS], { model: 'omni-moderation-latest' });
    expect(seen(answer, isModeration)).toEqual(json(200));
    expect(answer.body).toMatchObject({ results: [{ flagged: true, categories: { harassment: true } }, { flagged: false, categories: { harassment: false } }] });
    expect(answer.body.model).not.toContain('omni');
  });

  it('gives one result for the parts of one thing', async () => {
    const answer = await moderate([{ type: 'text', text: THANKS }, { type: 'image_url', image_url: { url: 'https://news.example/a.png' } }, { type: 'text', text: INSULT }]);
    expect(seen(answer, isModeration)).toEqual(json(200));
    expect(answer.body).toMatchObject({ results: [{ flagged: true, category_applied_input_types: { harassment: ['text'], sexual: [] } }] });
  });

  it('reads a category off the label that the connection gave it', async () => {
    const own = world.bearer((await world.connection(site, 'openai', { attributes: { illicit: 'INSULT' } })).secret);
    expect((await own.post('/v1/moderations', { input: INSULT })).body).toMatchObject({ results: [{ categories: { illicit: true, 'illicit/violent': null } }] });
  });

  it('with no key or a wrong one is refused as OpenAI refuses', async () => {
    const nobody = await new Client(service.app).post('/v1/moderations', { input: 'a' });
    expect(seen(nobody, isOpenAiError)).toEqual(json(401));
    const wrong = await world.bearer('sk-wrong').post('/v1/moderations', { input: 'a' });
    expect(seen(wrong, isOpenAiError)).toEqual(json(401));
    expect(wrong.body).toMatchObject({ error: { type: 'invalid_request_error', param: null, code: 'invalid_api_key' } });
  });

  it.each([
    ['no JSON', '{"input":', 'application/json', 400],
    ['nothing', '', 'application/json', 400],
    ['a form', 'input=x', 'application/x-www-form-urlencoded', 400],
    ['too much', JSON.stringify({ input: 'x'.repeat(1024 * 1024) }), 'application/json', 413],
  ])('answers %s as OpenAI does', async (_, body, type, status) => {
    expect(seen(await caller.send('POST', '/v1/moderations', { body, headers: { 'content-type': type } }), isOpenAiError)).toEqual(json(status));
  });

  it('says which parameter is wrong', async () => {
    const answer = await moderate([]);
    expect(seen(answer, isOpenAiError)).toEqual(json(400));
    expect(answer.body).toMatchObject({ error: { param: 'input' } });
  });
});
