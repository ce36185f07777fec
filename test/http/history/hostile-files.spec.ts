import { gzipSync } from 'node:zlib';
import { Archive, type ShownRun } from './archive';
import { DISQUS_FILE, ISSO_FILE, wordpressComment, wordpressFile } from './old-files';

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.open();
});
afterAll(() => archive.close());

const elsewhere = (): Promise<Archive> => Archive.at(archive.on, archive.world);
const line = (more: object = {}): string => `${JSON.stringify({ externalId: 'x-1', article: { id: 'a' }, body: 'Good morning.', createdAt: '2020-01-01T10:00:00Z', ...more })}\n`;
const whys = ({ problems }: ShownRun): string[] => problems.map(({ detail }) => detail);

describe('a file that means harm', () => {
  it('with a document type is refused before an entity of it is read', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>\n${wordpressFile({ comments: wordpressComment({ id: 1, text: '&b;' }) }).replace(/^<\?xml[^>]*>/, '')}`;
    const run = await archive.take('wordpress', bomb);
    expect(run).toMatchObject({ status: 'failed', failure: expect.stringContaining('document type'), counts: { imported: 0 } });
  });

  it('with an entity that nobody declared keeps it as text, and reads no file for it', async () => {
    const here = await elsewhere();
    await here.take('wordpress', wordpressFile({ comments: wordpressComment({ id: 1, text: 'It says &xxe; here' }) }));
    expect(await here.comment('wordpress:1')).toMatchObject({ body: 'It says &xxe; here' });
  });

  it('nested without end is refused', async () => {
    expect(await archive.take('disqus', `<disqus xmlns="http://disqus.com">${'<a>'.repeat(200)}`)).toMatchObject({ status: 'failed', failure: expect.stringContaining('nested') });
    const deep = await archive.take('weir', `${'['.repeat(100_000)}\n${line()}`);
    expect(deep.counts).toMatchObject({ imported: 1, failed: 1 });
  });
});

describe('a file that is broken', () => {
  it.each([
    ['in UTF-16', 'weir', Buffer.from(`\uFEFF${line()}`, 'utf16le'), /UTF-16/],
    ['compressed', 'weir', gzipSync(line()), /gzip/],
    ['of another kind', 'wordpress', DISQUS_FILE, /not a WordPress export/],
    ['no XML at all', 'disqus', 'hello', /no XML/],
    ['in an encoding that nobody knows', 'disqus', '<?xml version="1.0" encoding="klingon"?><disqus/>', /klingon/],
    ['no JSON', 'isso', '[{"id": "/a/", nonsense', /not valid JSON/],
  ])('%s says so', async (_, format, file, why) => {
    expect(await archive.take(format, file)).toMatchObject({ status: 'failed', failure: expect.stringMatching(why), counts: { imported: 0 } });
  });

  it.each([
    ['wordpress', wordpressFile(), 0.8, 3],
    ['disqus', DISQUS_FILE, 0.75, 2],
    ['isso', ISSO_FILE, 0.6, 2],
  ])('cut off in the middle keeps what stood before: %s', async (format, file, share, imported) => {
    const here = await elsewhere();
    const run = await here.take(format, file.slice(0, Math.floor(file.length * share)));
    expect(run).toMatchObject({ status: 'failed', failure: expect.stringContaining('cut off'), counts: { imported } });
  });

  it('with a stray mark before its first element is read all the same, with a note', async () => {
    const here = await elsewhere();
    const run = await here.take('disqus', `\`${DISQUS_FILE}`);
    expect(run).toMatchObject({ status: 'done', counts: { imported: 3 } });
    expect(whys(run)[0]).toMatch(/Before the first element/);
  });

  it('in Latin-1 is read as what it says it is; bytes that fit no character are marked', async () => {
    const here = await elsewhere();
    const xml = wordpressFile({ comments: wordpressComment({ id: 1, text: 'Zürich läuft' }) });
    await here.take('wordpress', Buffer.from(xml.replace('UTF-8', 'ISO-8859-1'), 'latin1'));
    expect(await here.comment('wordpress:1')).toMatchObject({ body: 'Zürich läuft' });
    const wrong = await (await elsewhere()).take('wordpress', Buffer.from(xml, 'latin1'));
    expect(wrong.counts).toMatchObject({ imported: 1, noted: 1 });
    expect(whys(wrong)).toEqual([expect.stringContaining('not in the encoding')]);
  });

  it('has one problem for each row that is wrong, at its line, and its neighbours are imported', async () => {
    const here = await elsewhere();
    const file = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(line()),
      Buffer.from('{"externalId": "cut\n\n'),
      Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a]),
      Buffer.from(line({ externalId: 'x-2', createdAt: '2020-02-31T10:00:00Z' })),
      Buffer.from(line({ externalId: 'x-3', createdAt: '2999-01-01T10:00:00Z' })),
      Buffer.from(line({ externalId: 'x-4', body: 'a\u0000b' })),
      Buffer.from(line({ externalId: undefined })),
      Buffer.from(line({ externalId: 'x-5', status: 'perhaps' })),
      Buffer.from(line({ externalId: 'x-6', article: { id: 'a'.repeat(201) } })),
      Buffer.from(line({ externalId: 'x-7', request: { ip: 'here' } })),
      Buffer.from(line({ externalId: 'x-8', body: 'z'.repeat(50_000) }).replace('\n', '\r\n')),
      Buffer.from('null\n[]\n7\n'),
      Buffer.from(`{"body": "${'w'.repeat(9 << 20)}"}\n`),
      Buffer.from(line({ externalId: 'x-9' }).trimEnd()),
    ]);
    const run = await here.take('weir', file);
    expect(run).toMatchObject({ status: 'done', counts: { imported: 3, failed: 13 } });
    expect(run.problems.map((each) => each.line)).toEqual([2, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16]);
    expect(whys(run)).toEqual([
      /not valid JSON/, /not UTF-8/, /createdAt must be an RFC 3339 time/, /createdAt lies in the future/, /body must not contain NUL/, /externalId is missing/, /status must be one of/,
      /article.id must be at most 200/, /request.ip must be an IP address/, /must be an object/, /must be an object/, /must be an object/, /longer than 8 MB/,
    ].map((why): unknown => expect.stringMatching(why)));
  });

  it('keeps the words of 200 problems and counts the rest', async () => {
    const here = await elsewhere();
    const run = await here.take('weir', 'nothing\n'.repeat(1_234));
    expect(run).toMatchObject({ status: 'done', counts: { imported: 0, failed: 1_234 } });
    expect(run.problems).toHaveLength(200);
  });
});

describe('a request to import', () => {
  it.each([
    ['without a format', 'imports', 'x', 422],
    ['of a format that is not known', 'imports?format=phpbb', 'x', 422],
    ['with a source that cannot be one', 'imports?format=weir&source=A_B', 'x', 422],
    ['without a file', 'imports?format=weir', '', 400],
  ])('%s is refused', async (_, path, body, status) => {
    expect((await archive.admin.send('POST', archive.path(path), { body, headers: { 'content-type': 'text/plain' } })).status).toBe(status);
  });

  it('is refused beside ten others, and has room again when one is cancelled', async () => {
    const here = await elsewhere();
    const sent = await Promise.all(Array.from({ length: 10 }, () => here.send('weir', line())));
    expect(sent.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 202));
    expect((await here.send('weir', line())).status).toBe(409);
    const [{ id }] = [sent[0]?.body as { id: string }];
    expect((await here.admin.delete(here.path(`imports/${id}`))).status).toBe(204);
    expect((await here.admin.delete(here.path(`imports/${id}`))).status).toBe(409);
    expect(await here.run(id)).toMatchObject({ status: 'cancelled' });
    expect(await here.ask('SELECT count(*)::integer AS n FROM import_piece WHERE run_id = $1', id)).toEqual([{ n: 0 }]);
    expect((await here.send('weir', line())).status).toBe(202);
  });

  it('of a file is no request for anything else: other routes answer 415', async () => {
    expect((await archive.admin.send('POST', archive.path('comments'), { body: line(), headers: { 'content-type': 'application/octet-stream' } })).status).toBe(415);
  });
});
