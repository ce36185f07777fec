import { Archive, type ShownRun } from './archive';
import { COMMENTO_FILE, DISQUS_FILE, ISSO_FILE, REMARK42_FILE, wordpressComment, wordpressFile } from './old-files';
import type { World } from '../../support/world';

let archive: Archive;
let world: World;

beforeAll(async () => {
  archive = await Archive.open();
  world = archive.world;
});
afterAll(() => archive.close());

const elsewhere = (): Promise<Archive> => Archive.at(archive.on, world);
const sum = ({ counts }: ShownRun): number[] => [counts.imported, counts.repeated, counts.skipped, counts.failed, counts.noted];

describe('a WordPress export', () => {
  it.each(['1.0', '1.1', '1.2'])('of version %s comes in with articles, threads, statuses and what people said', async (version) => {
    const here = await elsewhere();
    const run = await here.take('wordpress', wordpressFile({ version }));
    expect(run).toMatchObject({ status: 'done', failure: null, problems: [] });
    expect(sum(run)).toEqual([4, 0, 1, 0, 0]);
    expect(await here.comment('wordpress:101')).toMatchObject({ status: 'published', createdAt: '2019-03-02T10:00:00.000Z', format: 'html', article: { id: '17' }, author: { name: 'Ida', kind: 'anonymous' } });
    expect(await here.comment('wordpress:103')).toMatchObject({ status: 'held' });
    const parent = await here.comment('wordpress:101');
    expect(await here.comment('wordpress:102')).toMatchObject({ parentId: parent['id'] });
    const decisions = await here.ask(
      `SELECT c.external_id, c.status, d.action, d.reason_code, d.created_at::date::text AS day FROM comment c LEFT JOIN decision d ON d.site_id = c.site_id AND d.comment_id = c.id WHERE c.site_id = $1 ORDER BY 1`,
      here.site.id,
    );
    expect(decisions).toEqual([
      { external_id: 'wordpress:101', status: 'published', action: 'approve', reason_code: null, day: '2019-03-02' },
      { external_id: 'wordpress:102', status: 'published', action: 'approve', reason_code: null, day: '2019-03-02' },
      { external_id: 'wordpress:103', status: 'held', action: null, reason_code: null, day: null },
      { external_id: 'wordpress:104', status: 'rejected', action: 'reject', reason_code: 'spam', day: '2019-03-03' },
    ]);
    expect(await here.ask('SELECT title, url, section, tags, comments_mode FROM article WHERE site_id = $1', here.site.id)).toEqual([{ title: 'The ferry timetable changes', url: 'https://harbour.example/ferry/', section: 'Local', tags: ['ferry'], comments_mode: 'closed' }]);
  });

  it('keeps addresses as keyed hashes only, and gathers what one address wrote under one author', async () => {
    const here = await elsewhere();
    await here.take('wordpress', wordpressFile());
    const [author] = await here.ask<{ id: string; row: string }>('SELECT id, a::text AS row FROM author a WHERE site_id = $1', here.site.id);
    expect(author?.row).not.toMatch(/ida@mail/i);
    expect(await here.ask('SELECT submitted, approved, rejected FROM author WHERE site_id = $1', here.site.id)).toEqual([{ submitted: 4, approved: 2, rejected: 1 }]);
    const found = await here.ask<{ all: string }>(`SELECT string_agg(c::text, ' ') || (SELECT string_agg(e::text, ' ') FROM event e) || (SELECT string_agg(v::text, ' ') FROM evaluation v) AS all FROM comment c`);
    expect(found[0]?.all).not.toMatch(/203\.0\.113\.7|ida@mail/i);
  });

  it('opens an item only for what waited, tells nobody by webhook, and each comment stands in the log', async () => {
    const here = await elsewhere();
    await here.take('wordpress', wordpressFile());
    expect(await here.ask(`SELECT c.external_id, i.state FROM review_item i JOIN comment c ON c.site_id = i.site_id AND c.id = i.comment_id WHERE i.site_id = $1 AND i.state = 'open'`, here.site.id)).toEqual([{ external_id: 'wordpress:103', state: 'open' }]);
    expect(await here.ask('SELECT count(*)::integer AS n FROM outbox WHERE site_id = $1', here.site.id)).toEqual([{ n: 0 }]);
    expect(await here.ask(`SELECT type, count(*)::integer AS n FROM event WHERE site_id = $1 AND type LIKE '%imported' GROUP BY 1 ORDER BY 1`, here.site.id)).toEqual([{ type: 'comment.imported', n: 4 }, { type: 'decision.imported', n: 3 }]);
  });

  it('that comes twice changes nothing the second time; more of it adds what is new', async () => {
    const here = await elsewhere();
    await here.take('wordpress', wordpressFile());
    const again = await here.take('wordpress', wordpressFile({ comments: ['101', '104', '110'].map((id) => wordpressComment({ id, text: 'Other words.' })).join('') }));
    expect(sum(again)).toEqual([1, 2, 0, 0, 0]);
    expect(await here.comment('wordpress:101')).toMatchObject({ body: 'The six o’clock boat was <em>always</em> full.' });
    const other = await here.take('wordpress', wordpressFile(), '&source=old-blog');
    expect(sum(other)).toEqual([4, 0, 1, 0, 0]);
  });

  it('says of each row that cannot be taken over where it stands and why, and takes the others', async () => {
    const here = await elsewhere();
    const comments = [
      wordpressComment({ id: 1, text: 'Fine.' }),
      wordpressComment({ id: 'x', text: 'No number.' }),
      wordpressComment({ id: 3, text: 'What became of it?', approved: 'perhaps' }),
      wordpressComment({ id: 4, text: '   ' }),
      wordpressComment({ id: 5, text: 'y'.repeat(50_001) }),
      wordpressComment({ id: 6, text: 'A reply to nobody.', parent: '999' }),
      wordpressComment({ id: 7, text: 'Salt & pepper \u000b&nbsp;' }),
    ];
    const run = await here.take('wordpress', wordpressFile({ comments: comments.join('\n') }));
    expect([run.status, run.failure]).toEqual(['done', null]);
    expect(sum(run)).toEqual([3, 0, 0, 4, 3]);
    expect(await here.comment('wordpress:7')).toMatchObject({ body: 'Salt & pepper \u000b&nbsp;' });
    expect(run.problems.map(({ row, subject, failed, detail }) => [row, subject, failed, detail.split(/[.:]/)[0]])).toEqual([
      [1, '1', false, expect.stringMatching(/^From line 1 on, 2 ampersands begin no entity/)],
      [2, null, true, 'wp'],
      [3, '3', true, 'wp'],
      [4, '4', true, 'wp'],
      [5, '5', true, 'The text must be at most 50000 UTF-16 units long; this has 50001'],
      [7, '7', false, expect.stringMatching(/^The XML is not well formed at line/)],
      [6, expect.any(String), false, 'The comment that it answers, wordpress'],
    ]);
  });
});

describe('other systems', () => {
  it('Disqus: spam and deletions are what people said; a reply may stand before its parent', async () => {
    const here = await elsewhere();
    const run = await here.take('disqus', DISQUS_FILE);
    expect([run.status, ...sum(run)]).toEqual(['done', 3, 0, 0, 1, 0]);
    expect(run.problems).toEqual([{ row: 4, line: expect.any(Number), subject: '34', detail: 'The thread of this post is not in the file.', failed: true }]);
    const parent = await here.comment('disqus:31');
    expect(await here.comment('disqus:32')).toMatchObject({ parentId: parent['id'], article: { id: 'ferry-2013' }, author: { id: 'disqus:olaf7', name: 'Olaf' }, status: 'published' });
    expect(await here.ask(`SELECT c.status, c.depth, d.reason_code FROM comment c JOIN decision d ON d.site_id = c.site_id AND d.comment_id = c.id WHERE c.site_id = $1 ORDER BY c.external_id`, here.site.id)).toEqual([
      { status: 'published', depth: 0, reason_code: null }, { status: 'published', depth: 1, reason_code: null }, { status: 'rejected', depth: 0, reason_code: 'spam' },
    ]);
  });

  it('Remark42: what was written, not what was rendered; deleted texts are passed over, and what answered them stands', async () => {
    const here = await elsewhere();
    const run = await here.take('remark42', REMARK42_FILE);
    expect([run.status, ...sum(run)]).toEqual(['done', 2, 0, 2, 0, 0]);
    expect(await here.comment('remark42:r1')).toMatchObject({ body: 'A *fine* morning', format: 'markdown', createdAt: '2020-06-01T07:00:00.123Z', author: { id: 'remark42:github_1' } });
    expect(await here.ask('SELECT comments_mode, title FROM article WHERE site_id = $1', here.site.id)).toEqual([{ comments_mode: 'closed', title: 'Morning' }]);
  });

  it('Isso: ids count within their thread', async () => {
    const here = await elsewhere();
    const run = await here.take('isso', ISSO_FILE);
    expect([run.status, ...sum(run)]).toEqual(['done', 3, 0, 0, 1, 0]);
    const parent = await here.comment('isso:/gulls/#0');
    expect(await here.comment('isso:/gulls/#1')).toMatchObject({ parentId: parent['id'], body: 'And again.' });
    expect(await here.comment('isso:/seals/#0')).toMatchObject({ body: 'Seals too!', article: { id: '/seals/' } });
  });

  it('Commento: who wrote a comment stands behind all comments', async () => {
    const here = await elsewhere();
    const run = await here.take('commento', COMMENTO_FILE);
    expect([run.status, ...sum(run)]).toEqual(['done', 2, 0, 1, 0, 0]);
    expect(await here.comment('commento:c1')).toMatchObject({ author: { id: 'commento:h1', name: 'Gus' }, status: 'published' });
    expect(await here.comment('commento:c2')).toMatchObject({ status: 'held', author: { kind: 'anonymous' } });
  });
});
