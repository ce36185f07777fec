import { Client as Database } from 'pg';
import type { Site } from '../../../src/domain/actor';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work';
import { ConnectionStore } from '../../../src/store/connection.store';
import { LearnSuggestions } from '../../../src/evaluate/signals/learn-suggestions';
import { startTestApp, type TestApp } from '../../support/app';
import { type Answer, Client } from '../../support/client';
import { isAnalyzeAnswer, isErrorAnswer, isSuggestAnswer } from '../../support/dialects/perspective-schemas';
import { World } from '../../support/world';

const INSULT = 'You are a stupid idiot and nobody should listen to you.';
const THANKS = 'Thank you for this article, I learned a lot from it.';

let service: TestApp;
let world: World;
let site: Site;
let key: string;
let caller: Client;
let database: Database;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
  site = await world.newSite();
  key = (await world.connection(site, 'perspective')).secret;
  caller = new Client(service.app);
  database = new Database({ connectionString: service.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await service.close();
});

const analyze = (more: object = {}, query = `key=${key}`): Promise<Answer> => caller.post(`/v1alpha1/comments:analyze?${query}`, { comment: { text: INSULT }, requestedAttributes: { TOXICITY: {} }, ...more });
const suggest = (more: object = {}, text = INSULT): Promise<Answer> => caller.post(`/v1alpha1/comments:suggestscore?key=${key}`, { comment: { text }, attributeScores: { TOXICITY: { summaryScore: { value: 1 } } }, ...more });
const scoreOf = ({ body }: Answer, attribute = 'TOXICITY'): number => (body as { attributeScores: Record<string, { summaryScore: { value: number } }> }).attributeScores[attribute]?.summaryScore.value ?? Number.NaN;

/** What an answer is, held to Google's schema. */
function seen({ status, headers, body }: Answer, schema: { (body: unknown): unknown; errors?: unknown }): object {
  return { status, type: headers['content-type'], errors: schema(body) === true ? null : schema.errors };
}

const json = (status: number): object => ({ status, type: 'application/json; charset=utf-8', errors: null });

const MISSING = { status: 403, canonical: 'PERMISSION_DENIED', message: /^Method doesn't allow unregistered callers/ };
const NOT_VALID = { status: 400, canonical: 'INVALID_ARGUMENT', message: /^API key not valid\. Please pass a valid API key\.$/ };

describe('comments:analyze', () => {
  it('scores an insult above thanks, in the shape that Google answered with', async () => {
    const [insult, thanks] = [await analyze(), await analyze({ comment: { text: THANKS } })];
    for (const answer of [insult, thanks]) expect(seen(answer, isAnalyzeAnswer)).toEqual(json(200));
    expect(scoreOf(insult)).toBeGreaterThan(0.8);
    expect(scoreOf(thanks)).toBeLessThan(0.3);
    expect(insult.body).toMatchObject({ languages: ['en'], detectedLanguages: ['en'], attributeScores: { TOXICITY: { spanScores: [{ begin: 0, end: INSULT.length }] } } });
  });

  it('scores every attribute that it knows at once', async () => {
    const names = ['TOXICITY', 'SEVERE_TOXICITY', 'PROFANITY', 'THREAT', 'INSULT', 'IDENTITY_ATTACK', 'SPAM'];
    const answer = await analyze({ requestedAttributes: Object.fromEntries(names.map((name) => [name, {}])) });
    expect(seen(answer, isAnalyzeAnswer)).toEqual(json(200));
    expect(Object.keys((answer.body as { attributeScores: object }).attributeScores)).toEqual(names);
  });

  it('scores each sentence where parts are asked for, at its place in UTF-16', async () => {
    const text = `😀 Good morning to all of you. ${INSULT}`;
    const { body } = await analyze({ comment: { text }, spanAnnotations: true });
    const spans = (body as { attributeScores: { TOXICITY: { spanScores: { begin: number; end: number; score: { value: number } }[] } } }).attributeScores.TOXICITY.spanScores;
    expect(spans.map(({ begin, end }) => text.slice(begin, end))).toEqual(['😀 Good morning to all of you.', INSULT]);
    expect(spans[1]?.score.value).toBeGreaterThan(spans[0]?.score.value ?? 1);
  });

  it('leaves out a score below its threshold', async () => {
    expect((await analyze({ comment: { text: THANKS }, requestedAttributes: { TOXICITY: { scoreThreshold: 0.9 } } })).body).toMatchObject({ attributeScores: {} });
  });

  it('echoes the client’s token and the languages it named', async () => {
    expect((await analyze({ languages: ['en-GB'], clientToken: 'comment:7' })).body).toMatchObject({ clientToken: 'comment:7', languages: ['en-GB'] });
  });

  it.each(['%3A', '%3a', ':'])('is also found at comments%sanalyze', async (colon) => {
    const answer = await caller.post(`/v1alpha1/comments${colon}analyze?key=${key}`, { comment: { text: INSULT }, requestedAttributes: { TOXICITY: {} } });
    expect(seen(answer, isAnalyzeAnswer)).toEqual(json(200));
  });

  it('takes the parameters that all of Google’s interfaces take, and sends JSON', async () => {
    expect(seen(await analyze({}, `key=${key}&alt=json&prettyPrint=false&fields=attributeScores&quotaUser=x&$.xgafv=2&access_token=&callback=f`), isAnalyzeAnswer)).toEqual(json(200));
  });

  it('takes the key from Google’s header as well', async () => {
    expect(seen(await caller.post('/v1alpha1/comments:analyze', { comment: { text: INSULT }, requestedAttributes: { TOXICITY: {} } }, { 'x-goog-api-key': key }), isAnalyzeAnswer)).toEqual(json(200));
  });

  it.each([
    ['no key', '', MISSING],
    ['an empty key', 'key=', MISSING],
    ['an unknown key', 'key=AIzaSyUnknown', NOT_VALID],
    ['an endless key', `key=${'x'.repeat(3_000)}`, NOT_VALID],
  ])('with %s is refused', async (_, query, { status, canonical, message }) => {
    const answer = await analyze({}, query);
    expect(seen(answer, isErrorAnswer)).toEqual(json(status));
    expect(answer.body).toMatchObject({ error: { code: status, status: canonical, message: expect.stringMatching(message) } });
  });

  it.each([
    ['COMMENT_EMPTY', { comment: { text: '' } }, 'Comment must be non-empty.'],
    ['COMMENT_TOO_LONG', { comment: { text: 'a'.repeat(20_481) } }, 'Comment text too long.'],
    ['NO_REQUESTED_ATTRIBUTES', { requestedAttributes: {} }, 'Missing requested_attributes'],
    ['LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE', { languages: ['de'] }, 'Attribute TOXICITY does not support request languages: de'],
    ['LANGUAGE_DETECTION_FAILED', { comment: { text: '12345 !!!' } }, 'Unable to detect language'],
    ['INVALID_REQUEST', { requestedAttributes: { FLIRTATION: {} } }, 'Unknown requested attribute: FLIRTATION'],
  ])('answers %s as Google did', async (errorType, more, message) => {
    const answer = await analyze(more);
    expect(seen(answer, isErrorAnswer)).toEqual(json(400));
    expect(answer.body).toMatchObject({ error: { code: 400, message, status: 'INVALID_ARGUMENT', details: [{ '@type': 'type.googleapis.com/google.commentanalyzer.v1alpha1.Error', errorType }] } });
  });

  it('names a language that it detected and does not score', async () => {
    const answer = await analyze({ comment: { text: 'Niemand versteht, warum der Bürgermeister so lange gewartet hat, und das ärgert viele hier.' } });
    expect(answer.body).toMatchObject({ error: { message: 'Attribute TOXICITY does not support request languages: de', details: [{ languageNotSupportedByAttributeError: { detectedLanguages: ['de'], attribute: 'TOXICITY' } }] } });
  });

  it.each([
    ['no JSON', '{"comment":', 'application/json'],
    ['nothing', '', 'application/json'],
    ['a list', '[]', 'application/json'],
    ['a form', 'comment=x', 'application/x-www-form-urlencoded'],
    ['a text', 'hello', 'text/plain'],
    ['poisoned JSON', '{"__proto__":{"a":1},"comment":{"text":"x"}}', 'application/json'],
    ['a megabyte', JSON.stringify({ comment: { text: 'x'.repeat(1024 * 1024) } }), 'application/json'],
  ])('answers %s with an error of Google’s, never another', async (_, body, type) => {
    const answer = await caller.send('POST', `/v1alpha1/comments:analyze?key=${key}`, { body, headers: { 'content-type': type } });
    expect(seen(answer, isErrorAnswer)).toEqual(json(400));
  });

  it('scores what the connection says for an attribute that nothing here scores', async () => {
    const own = await world.connection(site, 'perspective', { attributes: { LIKELY_TO_REJECT: 'INSULT' } });
    expect(scoreOf(await analyze({ requestedAttributes: { LIKELY_TO_REJECT: {} } }, `key=${own.secret}`), 'LIKELY_TO_REJECT')).toBeGreaterThan(0.5);
  });

  it('stores nothing of a text, whatever doNotStore says', async () => {
    const word = 'Zwirbeldachs';
    for (const doNotStore of [false, true]) expect(seen(await analyze({ comment: { text: `${INSULT} ${word}` }, doNotStore, context: { entries: [{ text: word }] } }), isAnalyzeAnswer)).toEqual(json(200));
    expect(await tablesWith(word)).toEqual([]);
  });
});

/** Tables of the service in which a word stands anywhere. */
async function tablesWith(word: string): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`);
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await database.query(`SELECT 1 FROM ${(await database.query<{ s: string }>('SELECT schemaname AS s FROM pg_tables WHERE tablename = $1', [name])).rows[0]?.s ?? 'public'}.${name} t WHERE t::text LIKE $1 LIMIT 1`, [`%${word}%`]);
    if (rowCount) found.push(name);
  }
  return found;
}

describe('comments:suggestscore', () => {
  const coral = (id: string, value: number, text = INSULT): Promise<Answer> =>
    suggest({ attributeScores: { TOXICITY: { summaryScore: { value } } }, communityId: 'Coral:https://talk.example', clientToken: `comment:${id}`, context: { entries: [{ text: JSON.stringify({ url: 'https://news.example/a', reply_to_id_Coral_comment_id: null, Coral_comment_id: id }) }] } }, text);
  const kept = async (subject: string): Promise<object[]> => (await database.query<object>('SELECT label, value, body, category, is_good, is_replaced FROM suggested_score WHERE subject = $1 ORDER BY id', [subject])).rows;
  const tokens = async (): Promise<number> => (await database.query<{ sum: number }>('SELECT coalesce(sum(good + bad), 0)::float8 AS sum FROM token_count WHERE site_id = $1', [site.id])).rows[0]?.sum ?? -1;
  const learn = async (): Promise<void> => {
    await service.app.get(LearnSuggestions).runOnce();
  };

  it('is kept as a label, and answered as Google did', async () => {
    const answer = await suggest({ clientToken: 't', languages: ['en'] }, 'Another stupid idea of the council and its friends.');
    expect(seen(answer, isSuggestAnswer)).toEqual(json(200));
    expect(answer.body).toEqual({ clientToken: 't', detectedLanguages: ['en'], requestedLanguages: ['en'] });
    expect((await database.query('SELECT 1 FROM suggested_score WHERE site_id = $1 AND label = $2 AND value = 1 AND body LIKE $3', [site.id, 'TOXICITY', 'Another stupid idea%'])).rowCount).toBe(1);
  });

  it('of a comment of Coral’s is replaced when a moderator thinks again', async () => {
    await coral('c-1', 0, THANKS);
    await coral('c-1', 1, THANKS);
    expect(await kept('coral:c-1')).toEqual([{ label: 'TOXICITY', value: 1, body: THANKS, category: null, is_good: null, is_replaced: false }]);
  });

  it('teaches Bayes what people let stand, once, and unlearns it when they think again', async () => {
    const before = await tokens();
    await coral('c-2', 0, 'A calm remark about the harbour bridge.');
    await learn();
    const taught = await tokens();
    expect(taught).toBeGreaterThan(before);
    await learn();
    expect(await tokens()).toBe(taught);
    await coral('c-2', 1, 'A calm remark about the harbour bridge.');
    expect(await kept('coral:c-2')).toMatchObject([{ value: 0, is_replaced: true }, { value: 1, is_replaced: false }]);
    await learn();
    expect(await tokens()).toBeCloseTo(before, 6);
    expect(await kept('coral:c-2')).toMatchObject([{ value: 1 }]);
  });

  it('teaches Bayes what spam is', async () => {
    const before = await tokens();
    await suggest({ attributeScores: { SPAM: { summaryScore: { value: 1 } } } }, 'Cheap watches, write to me.');
    await learn();
    expect(await tokens()).toBeGreaterThan(before);
  });

  it('of one comment from many moderators at once leaves one', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, (_, at) => coral('c-3', at % 2)));
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(await kept('coral:c-3')).toHaveLength(1);
  });

  it('with characters that no database keeps is kept without them', async () => {
    expect(seen(await suggest({}, 'A lone \ud800 and a \0 in a stupid remark'), isSuggestAnswer)).toEqual(json(200));
  });

  it('of a wrong shape is refused and not kept', async () => {
    const answer = await suggest({ attributeScores: {} });
    expect(seen(answer, isErrorAnswer)).toEqual(json(400));
  });
});

describe('the connection', () => {
  it('shows its last calls without a text', async () => {
    await analyze();
    const admin = await world.ownerClient();
    const { body: list } = await admin.get(`/v1/sites/${site.slug}/connections`);
    const first = (list as { items: { id: string; dialect: string }[] }).items.at(-1);
    const { body } = await admin.post(`/v1/sites/${site.slug}/connections/${first?.id ?? ''}/test`);
    expect(body).toMatchObject({ steps: expect.arrayContaining([{ name: 'scores', isOk: true, detail: expect.stringContaining('scores 0.') }]) });
  });

  it('of another site, another dialect or one that is switched off lets nobody in', async () => {
    const off = await world.connection(site, 'perspective');
    expect((await (await world.ownerClient()).patch(`/v1/sites/${site.slug}/connections/${off.id}`, { isEnabled: false })).status).toBe(200);
    for (const secret of [off.secret, (await world.connection(site, 'openai')).secret]) expect((await analyze({}, `key=${secret}`)).body).toMatchObject({ error: { message: 'API key not valid. Please pass a valid API key.' } });
  });
});

describe('the discovery document', () => {
  it('sends clients to where they asked', async () => {
    const answer = await caller.get('/$discovery/rest?version=v1alpha1', { host: 'weir.example:8080' });
    expect(answer).toMatchObject({ status: 200, body: { name: 'commentanalyzer', rootUrl: 'http://weir.example:8080/' } });
  });

  it('of another version is not there', async () => {
    expect(seen(await caller.get('/$discovery/rest?version=v2'), isErrorAnswer)).toEqual(json(404));
  });
});

describe('a start', () => {
  it('loads ahead only where somebody is connected who will ask', async () => {
    const [store, work] = [service.app.get(ConnectionStore), service.app.get(UnitOfWork)];
    expect(await store.anyOf(work.reads, ['perspective'])).toBe(true);
    expect(await store.anyOf(work.reads, ['coral'])).toBe(false);
    await database.query('UPDATE connection SET is_enabled = false');
    expect(await store.anyOf(work.reads, ['perspective', 'openai'])).toBe(false);
  });
});
