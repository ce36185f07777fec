import { RunningRuleSets } from '../../../src/evaluate/running-rule-sets';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer } from '../../support/client';
import { expectStatus, World } from '../../support/world';
import { judged, RuleDesk, wordRule } from './rules-world';

let service: TestApp;
let world: World;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
});

afterAll(() => service.close());

const rule = wordRule('listed', 'blorbit', { when: { body: { lists: 'invented' } }, examples: { match: ['a blorbit', 'blorbit!'], no_match: ['a word', 'another'] } });

async function deskWithList(entries: readonly unknown[] = ['blorbit']): Promise<RuleDesk> {
  const desk = await RuleDesk.on(world);
  expectStatus(await desk.save({ document: { version: 1, lists: [{ id: 'invented', kind: 'words', entries }], rules: [rule] } }), 200);
  return desk;
}

async function imported(desk: RuleDesk, file: unknown, query = '', type = 'text/plain'): Promise<Answer> {
  const headers = { ...(await desk.seen()), ...(typeof file === 'string' ? { 'content-type': type } : {}) };
  return desk.client.post(desk.path(`lists/invented/import?${query}`), file, headers);
}

async function entries(desk: RuleDesk, query = ''): Promise<unknown[]> {
  return (expectStatus(await desk.client.get(desk.path(`lists/invented/entries?of=draft&${query}`)), 200).body as { items: unknown[] }).items;
}

/** Pronounceable, invented, and different for every number. */
function inventedWord(n: number): string {
  const [consonants, vowels] = ['bdfgklmnprstvz', 'aeiou'];
  let word = 'q';
  for (let rest = n + 1; rest > 0; rest = Math.floor(rest / 70)) word += (consonants[Math.floor(rest / 5) % 14] ?? '') + (vowels[rest % 5] ?? '');
  return `${word}x`;
}

describe('a file of entries', () => {
  it('is text with a term on each line; remarks and blank lines are nothing', async () => {
    const desk = await deskWithList();
    const { body } = expectStatus(await imported(desk, '# our words\nzarnik\n\n  plim plom \nblorbit\nzarnik\n'), 200);
    expect([body.added, body.removed, body.unchanged, body.repeated, body.total]).toEqual([2, 0, 1, 1, 3]);
    expect(await entries(desk)).toEqual([{ term: 'blorbit' }, { term: 'zarnik' }, { term: 'plim plom' }]);
  });

  it('is CSV with notes, exceptions and an end', async () => {
    const desk = await deskWithList();
    const csv = 'term,match,except,note,expires_at\nzarnik,prefix,zarnikel|a zarnik tree,"seen, often",2031-01-01T00:00:00Z\nblorbit,,,now with a note,\n';
    const { body } = expectStatus(await imported(desk, csv, 'format=csv', 'text/csv'), 200);
    expect([body.added, body.changed]).toEqual([1, 1]);
    expect(await entries(desk)).toEqual([
      { term: 'blorbit', note: 'now with a note' },
      { term: 'zarnik', match: 'prefix', except: ['zarnikel', 'a zarnik tree'], note: 'seen, often', expires_at: '2031-01-01T00:00:00Z' },
    ]);
  });

  it('is a JSON list, and replaces what was there if told so', async () => {
    const desk = await deskWithList();
    const { body } = expectStatus(await imported(desk, ['zarnik', { term: 'plim', note: 'short' }], 'format=json&mode=replace'), 200);
    expect([body.added, body.removed, body.sample.removed]).toEqual([2, 1, ['blorbit']]);
    expect(await entries(desk)).toEqual([{ term: 'zarnik' }, { term: 'plim', note: 'short' }]);
  });

  it('changes nothing in a dry run, and says what it would', async () => {
    const desk = await deskWithList();
    const { body } = expectStatus(await imported(desk, 'zarnik\n', 'dryRun=true&mode=replace'), 200);
    expect([body.dryRun, body.added, body.removed]).toEqual([true, 1, 1]);
    expect(await entries(desk)).toEqual([{ term: 'blorbit' }]);
  });

  it.each([
    ['a column nobody knows', 'word,note\nx,y\n', 'format=csv', 1, /no column `word`/],
    ['more cells than columns', 'term,note\nzarnik,a\nplim,b,c\n', 'format=csv', 3, /3 cells/],
    ['a quote that never ends', 'term\n"zarnik\nplim\n', 'format=csv', 3, /not CSV/],
    ['a way of matching that there is not', 'term,match\nzarnik,fuzzy\n', 'format=csv', 2, /match/],
    ['an end that is no time', 'term,expires_at\nzarnik,soon\n', 'format=csv', 2, /expires_at/],
    ['NUL characters', 'zarnik\u0000\n', '', 1, /NUL/],
    ['a term longer than any', `blim\n${'z'.repeat(401)}\n`, '', 2, /400/],
    ['the same term with two meanings', 'term,note\nzarnik,a\nplim,\nzarnik,b\n', 'format=csv', 4, /line 2 already/],
    ['something that is no JSON', '{', 'format=json', 1, /not JSON/],
  ])('is refused as a whole for %s, and the line is named', async (...[, file, query, line, message]) => {
    const desk = await deskWithList();
    const dry = expectStatus(await imported(desk, file, `${query}&dryRun=true`), 200);
    expect(dry.body.problems[0]).toEqual({ line, message: expect.stringMatching(message) });
    const { body } = expectStatus(await imported(desk, file, query), 422);
    expect([body.code, body.problems]).toEqual(['invalid', dry.body.problems]);
    expect(await entries(desk)).toEqual([{ term: 'blorbit' }]);
  });

  it('is refused unread when it is larger than ten megabytes', async () => {
    const desk = await deskWithList();
    expect((await imported(desk, 'a'.repeat(10 * 1024 * 1024 + 1))).status).toBe(413);
  });

  it('is taken as text nowhere else', async () => {
    const desk = await deskWithList();
    expect((await desk.client.post(desk.path('comments'), 'a,b', { 'content-type': 'text/csv' })).status).toBe(415);
  });

  it.each(['csv', 'json'])('comes back from its own export as %s', async (format) => {
    const all = ['blorbit', { term: 'plim, "plom"', note: 'with a comma', except: ['a', 'b c'] }, { term: 'zarnik', evasion: 'off', lang: 'en', match: 'suffix' }];
    const desk = await deskWithList(all);
    const before = await entries(desk);
    const file = expectStatus(await desk.client.get(desk.path(`lists/invented/export?format=${format}&of=draft`)), 200);
    expect(file.headers['content-disposition']).toBe(`attachment; filename="invented.${format}"`);
    expectStatus(await imported(desk, typeof file.body === 'string' ? file.body : (file.body as unknown[]), `format=${format}&mode=replace`, 'text/csv'), 200);
    expect(await entries(desk)).toEqual(before);
  });
});

describe('a list of a hundred thousand entries', () => {
  const words = Array.from({ length: 99_999 }, (_, n) => inventedWord(n));

  it('is imported, kept once, published, found by pages, and matches', async () => {
    const desk = await deskWithList();
    const { body } = expectStatus(await imported(desk, words.join('\n')), 200);
    expect([body.added, body.total]).toEqual([99_999, 100_000]);
    const draft = await desk.draft();
    expect(draft.body.document.lists[0].entries).toEqual({ stored: expect.stringMatching(/^[0-9a-f]{64}$/), count: 100_000 });
    expect(draft.body.yaml.length).toBeLessThan(2_000);
    expect(await entries(desk, `q=${(words[70_000] ?? '').toUpperCase()}`)).toEqual([{ term: words[70_000] }]);
    expectStatus(await desk.publish('A long list'), 201);
    await service.app.get(RunningRuleSets).refresh();
    const verdict = (await judged(world, desk.site, `they said ${words[99_000] ?? ''} again`)).body.verdict;
    expect([verdict.action, verdict.hits[0].spans[0].entry]).toEqual(['hold', `invented:${words[99_000] ?? ''}`]);
    expectStatus(await desk.client.post(desk.path('rule-set/rules/listed/mode'), { mode: 'paused' }), 201);
  }, 120_000);

  it('may not have one entry more', async () => {
    const desk = await deskWithList();
    const { body } = expectStatus(await imported(desk, [...words, 'onemore'].join('\n')), 422);
    expect(body.errors[0].detail).toMatch(/100000 entries; this would be 100001/);
  }, 60_000);
});
