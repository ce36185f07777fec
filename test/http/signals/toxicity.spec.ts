import { PublishCalibration } from '../../../src/evaluate/signals/toxicity/publish-calibration';
import { SiteToxicity } from '../../../src/evaluate/signals/toxicity/site-toxicity';
import { shippedToxicityModel } from '../../../src/evaluate/signals/toxicity/model-file';
import type { ToxicityView } from '../../../src/rules/toxicity/toxicity.dto';
import { learned } from '../../support/learned-decision';
import { expectStatus } from '../../support/world';
import { EvidenceWorld } from '../rules/evidence-world';
import { holdingRule, SignalsWorld } from './signals-world';
import { ToxicityServer } from './toxicity-server';

const INSULT = 'You are a stupid idiot, shut up.';
const THANKS = 'Thank you for this article, I learned a lot from it.';
const model = shippedToxicityModel().head.version;

let world: SignalsWorld;

beforeAll(async () => {
  world = await SignalsWorld.open({ WEIR_WEBHOOK_ALLOW_NETWORKS: '127.0.0.1/32' });
  await world.desk.publish([holdingRule('toxic', { 'signal.toxicity': { gte: 0.9 } })]);
});
afterAll(() => world.close());

const put = (change: object): ReturnType<typeof world.desk.admin.client.put> => world.desk.admin.client.put(world.desk.path('toxicity'), change);
const change = async (what: object): Promise<ToxicityView> => expectStatus(await put(what), 200).body as ToxicityView;

describe('the linear model', () => {
  it('holds what a rule on its score holds, and the evaluation keeps score and model', async () => {
    const insult = await world.send(INSULT);
    const thanks = await world.send(THANKS);
    expect([insult.status, thanks.status]).toEqual(['held', 'published']);
    expect(insult.verdict.hits).toMatchObject([{ rule: 'toxic' }]);
    const facts = await world.facts(insult.id);
    expect(facts.fields['signal.toxicity']).toBeGreaterThan(0.9);
    expect(facts.models).toEqual({ toxicity: model });
    expect(Object.keys(facts.fields).filter((name) => name.startsWith('signal.'))).toEqual(['signal.toxicity']);
  });

  it('is not asked on a site whose rules do not name it', async () => {
    const quiet = await EvidenceWorld.at(world.desk.on, world.desk.world);
    await quiet.publish([holdingRule('long', { 'stats.length': { gt: 5_000 } })]);
    const { id } = expectStatus(await quiet.server.post(quiet.path('comments'), { article: { id: 'harbour' }, author: { id: 'u-1', name: 'Ana' }, body: INSULT }), 201).body as { id: string };
    const [row] = await quiet.rows<{ facts: { fields: object; models?: object } }>('SELECT facts FROM evaluation WHERE site_id = $1 AND comment_id = $2', [quiet.site.id, id]);
    expect([Object.keys(row?.facts.fields ?? {}).filter((name) => name.startsWith('signal.')), row?.facts.models]).toEqual([[], undefined]);
    await quiet.leave();
  });

  it('says at the desk which words weigh most', async () => {
    const { id } = await world.send(`Good morning. ${INSULT}`);
    const { items } = expectStatus(await world.get(`comments/${id}/signals`), 200).body as { items: { name: string; version: string; spans: { start: number; end: number }[] }[] };
    const toxicity = items.find(({ name }) => name === 'toxicity');
    expect(toxicity?.version).toBe(model);
    expect(toxicity?.spans.map(({ start, end }) => `Good morning. ${INSULT}`.slice(start, end)).join()).toContain('stupid idiot');
  });
});

describe('neutral words of a site', () => {
  it('change what the model says, and the evaluation names the version', async () => {
    const text = 'All the lowlanders here are like that.';
    const before = (await world.facts((await world.send(text)).id)).fields['signal.toxicity'];
    const settings = await change({ identityTerms: { added: ['Lowlanders', 'lowlander'], removed: ['straight'] } });
    expect([settings.identityTerms.added, settings.identityTerms.removed]).toEqual([['lowlander', 'lowlanders'], ['straight']]);
    const facts = await world.facts((await world.send(text)).id);
    expect(facts.fields['signal.toxicity']).not.toBe(before);
    expect(facts.models).toEqual({ toxicity: `${model} settings.${String(settings.version)}` });
    const twin = await world.facts((await world.send('All the gays here are like that.')).id);
    expect(twin.fields['signal.toxicity']).toBe(facts.fields['signal.toxicity']);
  });

  it('are changed by admins only, with words only', async () => {
    const viewer = await world.desk.world.person(world.desk.site, 'lead');
    expectStatus(await viewer.client.get(world.desk.path('toxicity')), 200);
    expectStatus(await viewer.client.put(world.desk.path('toxicity'), {}), 403);
    for (const [said, field] of [
      [{ identityTerms: { added: ['two words'] } }, '/identityTerms/added'],
      [{ identityTerms: { added: ['x'.repeat(41)] } }, '/identityTerms/added'],
      [{ identityTerms: { added: Array.from({ length: 501 }, (_, i) => `word${String(i)}`) } }, '/identityTerms/added'],
      [{ provider: { kind: 'openai' } }, '/provider/url'],
      [{ provider: { kind: 'openai', url: 'ftp://models.example/' } }, '/provider/url'],
      [{ provider: { kind: 'openai', url: 'http://10.0.0.1/' } }, '/provider/url'],
      [{ provider: { kind: 'openai', url: null } }, '/provider/url'],
      [{ provider: { kind: 'linear', url: 'https://models.example/' } }, '/provider/url'],
      [{ provider: { kind: 'openai', url: 'https://models.example/', timeoutMs: 2_001 } }, '/provider/timeoutMs'],
      [{ provider: { kind: 'magic' } }, '/provider/kind'],
    ] as const) {
      const answer = expectStatus(await put(said), 422).body as { errors: { pointer: string }[] };
      expect(answer.errors.map(({ pointer }) => pointer).join()).toContain(field);
    }
  });

  it('stand in the log when they change', async () => {
    const lines = await world.desk.rows<{ payload: object }>("SELECT payload FROM event WHERE site_id = $1 AND type = 'settings.changed' ORDER BY created_at DESC LIMIT 1", [world.desk.site.id]);
    expect(lines).toMatchObject([{ payload: { toxicity: { identityTerms: { from: { added: [], removed: [] }, to: { added: ['lowlander', 'lowlanders'], removed: ['straight'] } } } } }]);
  });
});

describe('a hosted model', () => {
  let hosted: ToxicityServer;
  beforeAll(async () => { hosted = await ToxicityServer.start(); });
  afterAll(async () => {
    await change({ provider: { kind: 'linear' } });
    await hosted.stop();
  });

  it('in Perspective’s protocol speaks instead, with the key in a header and nothing stored', async () => {
    const settings = await change({ provider: { kind: 'perspective', url: hosted.url('/v1alpha1/comments:analyze'), key: 'a-key' } });
    expect(settings.provider).toMatchObject({ kind: 'perspective', hasKey: true });
    expect(JSON.stringify(settings)).not.toContain('a-key');
    hosted.answer = [200, { attributeScores: { TOXICITY: { summaryScore: { value: 0.97, type: 'PROBABILITY' } } } }];
    const comment = await world.send(THANKS);
    expect(comment.status).toBe('held');
    const facts = await world.facts(comment.id);
    expect(facts.fields['signal.toxicity']).toBe(0.97);
    expect(facts.models?.['toxicity']).toContain(`perspective settings.${String(settings.version)}; ${model}`);
    expect(facts.models?.['toxicity_fallback']).toBeUndefined();
    const [asked] = hosted.asked;
    expect([asked?.path, asked?.headers['x-goog-api-key'], asked?.body]).toMatchObject(['/v1alpha1/comments:analyze', 'a-key', { comment: { text: THANKS }, doNotStore: true, requestedAttributes: { TOXICITY: {} } }]);
  });

  it('in OpenAI’s protocol speaks for the labels that it has', async () => {
    const settings = await change({ provider: { kind: 'openai', url: hosted.url('/v1/moderations'), model: 'omni-moderation-latest', key: 'sk-test' } });
    hosted.answer = [200, { results: [{ category_scores: { harassment: 0.2, 'harassment/threatening': 0.1, hate: 0.95, 'hate/threatening': 0.01 } }] }];
    const facts = await world.facts((await world.send(THANKS)).id);
    expect(facts.fields['signal.toxicity']).toBe(0.95);
    expect(facts.models?.['toxicity']).toBe(`openai:omni-moderation-latest settings.${String(settings.version)}; ${model} settings.${String(settings.version)} for severe_toxicity, profanity, spam`);
    expect(hosted.asked.at(-1)).toMatchObject({ headers: { authorization: 'Bearer sk-test' }, body: { model: 'omni-moderation-latest', input: THANKS } });
  });

  it('keeps its key while its URL stays, and loses it with the URL', async () => {
    expect((await change({ provider: { kind: 'openai', url: hosted.url('/v1/moderations') } })).provider.hasKey).toBe(true);
    expect((await change({ provider: { kind: 'openai', url: hosted.url('/elsewhere') } })).provider.hasKey).toBe(false);
  });

  it.each([
    ['refuses', [503, {}], 'perspective refused the request'],
    ['says nothing', null, 'perspective did not answer in time'],
    ['talks nonsense', [200, { attributeScores: { TOXICITY: { summaryScore: { value: 7 } } } }], 'perspective gave no scores'],
    ['talks without end', [200, { attributeScores: 'x'.repeat(100_000) }], 'perspective cannot be reached'],
  ] as const)('that %s is replaced by the linear one, and the evaluation says so', async (_, answer, fallback) => {
    await change({ provider: { kind: 'perspective', url: hosted.url('/v1'), timeoutMs: 100 } });
    hosted.answer = answer;
    const comment = await world.send(INSULT);
    expect(comment.status).toBe('held');
    const { models, failed } = await world.facts(comment.id);
    expect([models?.['toxicity_fallback'], models?.['toxicity']?.startsWith(model), failed]).toEqual([fallback, true, []]);
  });

  it('that failed five times in a row is left in peace', async () => {
    await change({ provider: { kind: 'perspective', url: hosted.url('/v1') } });
    hosted.answer = [500, {}];
    for (let i = 0; i < 5; i++) await world.send(THANKS);
    const { length } = hosted.asked;
    const facts = await world.facts((await world.send(THANKS)).id);
    expect([hosted.asked.length, facts.models?.['toxicity_fallback']]).toEqual([length, 'perspective is resting']);
  });
});

describe('curves of a site', () => {
  it('are fitted to its decisions, published as a version, and named by evaluations', async () => {
    const desk = world.desk;
    const database = { query: (sql: string, params: unknown[]) => desk.rows(sql, params) };
    const publish = desk.on.app.get(PublishCalibration, { strict: false });
    expect(await publish.execute(desk.site.id, new Date())).toBe(false);
    // What this newsroom rejects as abuse is much milder than what the model was made for.
    for (let i = 0; i < 55; i++) {
      await learned(database, desk.site, { body: `That is a rather silly plan, number ${String(i)}, by people who do not think.`, reason: 'abuse' });
      await learned(database, desk.site, { body: `The harbour opens at ${String(i)} minutes past nine, and the ferry leaves at ten.`, reason: null });
    }
    expect(await publish.execute(desk.site.id, new Date())).toBe(true);
    expect(await publish.execute(desk.site.id, new Date())).toBe(false);
    await desk.on.app.get(SiteToxicity, { strict: false }).load(desk.site.id);
    const facts = await world.facts((await world.send('That is a rather silly plan, by people who do not think.')).id);
    expect(facts.models?.['toxicity']).toMatch(/ calibration\.1$/);
    const { calibration } = expectStatus(await world.get('toxicity'), 200).body as ToxicityView;
    expect(calibration?.version).toBe(1);
    const curves = calibration?.curves ?? [];
    expect(curves.length).toBeGreaterThan(0);
    for (const { positives, negatives, errorBefore, errorAfter } of curves) expect([positives, negatives, errorAfter < errorBefore]).toEqual([55, 55, true]);
    expect(calibration?.curves.map(({ label }) => label)).not.toContain('THREAT');
  });
});
