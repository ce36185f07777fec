import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startTestApp, type TestApp } from '../support/app';
import { isModeration } from '../support/dialects/openai-schemas';
import { isAnalyzeAnswer, isErrorAnswer, isSuggestAnswer } from '../support/dialects/perspective-schemas';
import { World } from '../support/world';

const PROGRAM = join(__dirname, '..', 'support', 'dialects', 'scoring-clients.cjs');
/** Coral gives up after so many milliseconds. */
const PATIENCE_OF_CORAL = 800;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- because a test reads the members it expects of what foreign programs print.
type Printed = any;

let service: TestApp;
let url: string;
let perspectiveKey: string;
let openAiKey: string;

beforeAll(async () => {
  service = await startTestApp();
  url = await service.listen();
  const world = new World(service);
  const site = await world.newSite();
  perspectiveKey = (await world.connection(site, 'perspective')).secret;
  openAiKey = (await world.connection(site, 'openai')).secret;
});

afterAll(() => service.close());

async function run(client: string, key: string): Promise<Record<string, Printed>> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, client, url, key], { timeout: 120_000, maxBuffer: 1_000_000 });
  return JSON.parse(stdout) as Record<string, Printed>;
}

/** Google's client loads every interface that Google has. */
const SLOW = 180_000;

describe('clients from npm, unmodified', () => {
  it("googleapis builds itself from the discovery document, analyses, suggests and reads Google's errors", async () => {
    const { analyzed, suggested, unknown, wrongKey, noKey } = await run('googleapis', perspectiveKey);
    expect([isAnalyzeAnswer(analyzed), isSuggestAnswer(suggested)]).toEqual([true, true]);
    expect(analyzed.attributeScores.TOXICITY.summaryScore.value).toBeGreaterThan(0.8);
    expect(suggested.clientToken).toBe('t');
    expect([unknown, wrongKey, noKey].map(({ body }) => isErrorAnswer(body))).toEqual([true, true, true]);
    expect([unknown, wrongKey, noKey]).toMatchObject([
      { status: 400, message: 'Unknown requested attribute: FLIRTATION' },
      { status: 400, message: 'API key not valid. Please pass a valid API key.' },
      { status: 403, message: expect.stringContaining("Method doesn't allow unregistered callers") },
    ]);
  }, SLOW);

  it('perspective-api-client, sent here by an interceptor', async () => {
    const { analyzed, several, unknown, wrongKey } = await run('perspective-api-client', perspectiveKey);
    expect([isAnalyzeAnswer(analyzed), isAnalyzeAnswer(several)]).toEqual([true, true]);
    expect(Object.keys(several.attributeScores as object)).toEqual(['INSULT']);
    expect([unknown, wrongKey]).toMatchObject([{ name: 'ResponseError', message: 'Unknown requested attribute: FLIRTATION' }, { name: 'ResponseError', message: 'API key not valid. Please pass a valid API key.' }]);
  }, SLOW);

  it('openai moderates one text, several and parts, and knows its errors', async () => {
    const { one, several, parts, empty, wrongKey } = await run('openai', openAiKey);
    expect([one, several, parts].map((answer: unknown) => isModeration(answer))).toEqual([true, true, true]);
    expect([one, several, parts].map(({ results }) => results as { flagged: boolean }[]).map((results) => results.map(({ flagged }) => flagged))).toEqual([[true], [true, false], [true]]);
    expect(empty).toEqual({ name: 'BadRequestError', status: 400, code: 'empty_array', param: 'input', type: 'invalid_request_error' });
    expect(wrongKey).toMatchObject({ name: 'AuthenticationError', status: 401, code: 'invalid_api_key' });
  }, SLOW);

  it('Coral asks for one attribute, waits 800 ms, follows no redirect, and tells what its moderators decided', async () => {
    const post = (method: string, body: object): Promise<Response> =>
      fetch(`${url}/v1alpha1/comments:${method}?key=${perspectiveKey}`, { method: 'POST', redirect: 'error', signal: AbortSignal.timeout(PATIENCE_OF_CORAL), headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const comment = { text: 'You are a stupid idiot and nobody should listen to you.' };
    // A process that has just started reads the model once.
    await post('analyze', { comment, requestedAttributes: { TOXICITY: {} }, languages: ['en'] }).catch(() => null);
    const analyzed = (await (await post('analyze', { comment, languages: ['en'], doNotStore: true, requestedAttributes: { TOXICITY: {} } })).json()) as Printed;
    expect(analyzed.attributeScores.TOXICITY.summaryScore.value).toBeGreaterThan(0.8);
    const told = await post('suggestscore', {
      attributeScores: { TOXICITY: { summaryScore: { value: 1 } } },
      clientToken: 'comment:c-1',
      comment,
      communityId: 'Coral:https://talk.example',
      context: { entries: [{ text: JSON.stringify({ url: 'https://news.example/a', reply_to_id_Coral_comment_id: null, Coral_comment_id: 'c-1' }) }] },
    });
    expect([told.status, ((await told.json()) as Printed).clientToken]).toEqual([200, 'comment:c-1']);
  });
});
