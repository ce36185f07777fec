import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Site } from '../../../src/domain/actor';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer, Client } from '../../support/client';
import { type KeyInWorld, type PersonInWorld, World } from '../../support/world';

/** On a machine that does much else at the same time; what grows with the square of the input takes minutes. */
const SOON_MS = 20_000;

let service: TestApp;
let world: World;
let site: Site;
let key: KeyInWorld;
let admin: PersonInWorld;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
  site = await world.newSite();
  key = await world.siteKey(site);
  admin = await world.person(site, 'admin');
});

afterAll(() => service.close());

const path = (rest: string): string => `/v1/sites/${site.slug}/${rest}`;
const raw = (client: Client, body: string, contentType = 'application/json'): Promise<Answer> => client.send('POST', path('comments'), { body, headers: { 'content-type': contentType } });
const comment = (body: string): object => ({ article: { id: 'a-1' }, author: { id: 'u-1' }, body });

async function soon(work: () => Promise<Answer>): Promise<Answer> {
  const began = performance.now();
  const answer = await work();
  expect(performance.now() - began).toBeLessThan(SOON_MS);
  return answer;
}

describe('small things that become large', () => {
  it('are told from deep ones: 64 levels are read, 65 are not', async () => {
    const nested = (levels: number): string => '{"a":'.repeat(levels - 1) + '{}' + '}'.repeat(levels - 1);
    expect((await raw(key.client, nested(64))).body).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ pointer: '/article' })]) });
    expect((await raw(key.client, nested(65))).body).toMatchObject({ errors: [{ pointer: '', detail: 'The body is nested more than 64 levels deep.' }] });
  });

  it.each([
    ['arrays in arrays', '['.repeat(120_000) + ']'.repeat(120_000)],
    ['objects in objects', '{"a":'.repeat(40_000) + '1' + '}'.repeat(40_000)],
    ['objects in a known field', JSON.stringify(comment('x')).replace('"x"', '{"a":'.repeat(40_000) + '1' + '}'.repeat(40_000))],
    ['a number of a hundred thousand digits', JSON.stringify(comment('x')).replace('"x"', '9'.repeat(100_000))],
  ])('%s are refused in words', async (_, body) => {
    const { status, body: answer } = await soon(() => raw(key.client, body));
    expect([400, 422]).toContain(status);
    expect(answer).toMatchObject({ code: expect.any(String), title: expect.any(String) });
  });

  it.each([['gzip', gzipSync], ['br', brotliCompressSync]] as const)('a body compressed with %s is not unpacked, and refused', async (encoding, pack) => {
    const packed = pack(Buffer.alloc(5_000_000, ' '));
    const response = await service.app.inject({ method: 'POST', url: path('comments'), headers: { ...key.client.headers, 'content-type': 'application/json', 'content-encoding': encoding }, payload: packed });
    expect([400, 415]).toContain(response.statusCode);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('aliases of YAML that double with each line are refused, by whoever reads it', async () => {
    const lines = Array.from({ length: 40 }, (_, n) => `  - &a${String(n + 1)} [${n === 0 ? 'lol' : `*a${String(n)}, *a${String(n)}`}]`);
    const yaml = `version: 1\nrules:\n${lines.join('\n')}\n`;
    const draft = await admin.client.get(path('rule-set/draft'));
    const asked: readonly (() => Promise<Answer>)[] = [
      () => admin.client.put(path('rule-set/draft'), { yaml }, { 'if-match': String(draft.headers['etag']) }),
      () => admin.client.post(path('rule-set/draft:check'), { yaml }),
      () => admin.client.post(path('rule-set/draft:try'), { yaml, comment: comment('hello') }),
    ];
    for (const ask of asked) expect((await soon(ask)).status).toBeLessThan(500);
    expect((await soon(() => admin.client.post(path('rule-set/draft:check'), { yaml }))).body).toMatchObject({ ok: false, errors: [{ message: expect.stringContaining('repeat too much') }] });
  });

  it.each([
    ['marks upon marks on one letter', `z${'\u0301\u0316'.repeat(4_990)}`],
    ['a word without end', 'a'.repeat(9_990)],
    ['what backtracking patterns choke on', `${'a '.repeat(4_990)}!`],
    ['markup opened and never closed', '<b>'.repeat(3_300)],
    ['a link within a link within a link', '[x]('.repeat(2_400)],
  ])('%s is judged as soon as any other comment', async (_, body) => {
    for (const format of ['text', 'html', 'markdown']) {
      const { status } = await soon(() => key.client.post(path('comments'), { ...comment(body), format }));
      expect(status).toBe(201);
    }
  });

  it('names of members that are those of all objects change nothing for others', async () => {
    for (const body of ['{"__proto__":{"isOwner":true},"article":{"id":"a"},"body":"x"}', '{"constructor":{"prototype":{"isOwner":true}},"article":{"id":"a"},"body":"x"}', '{"article":{"id":"a"},"body":"x","metadata":{"__proto__":{"isOwner":true}}}']) {
      expect([400, 422]).toContain((await raw(key.client, body)).status);
    }
    expect(({} as { isOwner?: unknown }).isOwner).toBeUndefined();
    expect((await admin.client.get('/v1/sites')).status).toBe(403);
  });
});
