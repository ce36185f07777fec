import { expectStatus } from '../../support/world';
import { Archive } from './archive';
import { DISQUS_FILE, wordpressFile } from './old-files';

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());

const linesOf = (text: string): Record<string, unknown>[] => text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
const exported = async (from: Archive): Promise<string> => String(expectStatus(await from.admin.get(from.path('export')), 200).body);
/** Without what names the site and the moment of the export. */
const content = (text: string): unknown[] => linesOf(text).filter(({ type }) => type !== 'export');

describe('an export', () => {
  it('is taken back by another site as it was, and by the same site as what it has already', async () => {
    const moderator = await archive.world.person(archive.site, 'moderator');
    await archive.take('wordpress', wordpressFile());
    await archive.take('disqus', DISQUS_FILE);
    const key = archive.admin;
    const submitted = expectStatus(await key.post(archive.path('comments'), { externalId: 'c-1', article: { id: 'bridge', title: 'Bridge', tags: ['town'] }, author: { id: 'u-7', name: 'Ana' }, body: 'I cross it every morning.', metadata: { via: null, n: [1, null] } }), 201).body;
    expectStatus(await key.patch(archive.path(`comments/${String(submitted.id)}`), { body: 'I cross it every evening.' }, { 'if-match': '"1"' }), 200);
    expectStatus(await moderator.client.post(archive.path(`comments/${String(submitted.id)}/decisions`), { action: 'reject', reasonCode: 'spam' }, { 'if-match': '"2"' }), 201);
    expectStatus(await key.post(archive.path('comments'), { article: { id: 'bridge' }, author: { name: 'Guest' }, body: 'Me too.' }), 201);

    const first = await exported(archive);
    const comment = linesOf(first).find(({ externalId }) => externalId === 'c-1');
    expect(comment).toMatchObject({ type: 'comment', status: 'rejected', version: 3, metadata: { via: null, n: [1, null] }, revisions: [{ body: 'I cross it every morning.' }, { body: 'I cross it every evening.' }], decisions: [{ action: 'reject', reasonCode: 'spam', revision: 2 }] });
    expect(linesOf(first).at(-1)).toEqual({ type: 'end', articles: 3, authors: expect.any(Number), comments: 9 });
    expect(first).not.toMatch(/mail\.example"?,|203\.0\.113/);

    const there = await Archive.at(archive.on, archive.world);
    const run = await there.take('weir', first);
    expect(run).toMatchObject({ status: 'done', problems: [], counts: { imported: 9, failed: 0, noted: 0 } });
    expect(content(await exported(there))).toEqual(content(first));

    expect((await archive.take('weir', first)).counts).toMatchObject({ imported: 0, repeated: 9, failed: 0 });
    expect(content(await exported(archive))).toEqual(content(first));
  });

  it('that was cut off is taken back as far as it goes, and says so', async () => {
    const text = await exported(archive);
    const there = await Archive.at(archive.on, archive.world);
    const run = await there.take('weir', text.slice(0, -30));
    expect(run).toMatchObject({ status: 'failed', failure: expect.stringContaining('cut off'), counts: { imported: 9, failed: 1 } });
  });

  it('and imports are for admins: a moderator may neither take a history in nor out', async () => {
    const { client } = await archive.world.person(archive.site, 'lead');
    for (const answer of [await client.get(archive.path('export')), await client.get(archive.path('imports')), await client.send('POST', archive.path('imports?format=weir'), { body: '{}', headers: { 'content-type': 'application/json' } })]) expect(answer.status).toBe(403);
  });
});
