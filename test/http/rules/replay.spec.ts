import { SubmitComment } from '../../../src/intake/submit-comment';
import type { SubmitCommentDto } from '../../../src/intake/submit-comment.dto';
import { ReplayEvaluation } from '../../../src/evaluate/replay-evaluation';
import type { CommentId, EvaluationId } from '../../../src/domain/ids';
import type { Plain } from '../../../src/platform/http/plain';
import { PERMISSIONS } from '../../../src/domain/permissions';
import { starterPack } from '../../../src/rules/starter/starter-pack';
import { startTestApp, type TestApp } from '../../support/app';
import { expectStatus, World } from '../../support/world';
import { EvidenceWorld, type Sent, wordRule } from './evidence-world';

let service: TestApp;
let world: EvidenceWorld;

beforeAll(async () => {
  service = await startTestApp();
  world = await EvidenceWorld.at(service, new World(service));
});

afterAll(async () => {
  await world.leave();
  await service.close();
});

/** Rules that look at everything a comment brings along, besides those a new site has. */
async function publishAll(): Promise<void> {
  const { document } = await starterPack();
  const rules = [
    ...document.rules,
    wordRule('disguised', 'brontle', { when: { text: { lists: 'made-up', evasion: 'normal' } }, then: { action: 'hold', score: 4, per_hit: true } }),
    wordRule('close', '', { when: { body: { near: { a: 'harbour', b: 'closed', within: 4 } } }, then: { action: 'flag' }, mode: 'shadow' }),
    wordRule('names', '', { when: { any: [{ 'author.name': { contains: 'brontle' } }, { 'article.title': { words: 'quay' } }, { 'request.user_agent': { contains: 'robot' } }] }, then: { action: 'flag', score: 1.25 } }),
    wordRule('answers', '', { when: { 'parent.body': { words: 'harbour' }, 'thread.is_reply': true }, then: { action: 'flag', tags: ['answer'] } }),
    wordRule('often', '', { when: { any: [{ rate: { by: ['author'], window: '10m', count: { gt: 3 } } }, { rate: { by: ['ip'], window: '1h', count: { gt: 5 }, distinct: 'author' } }] }, then: { action: 'hold', score: 2 } }),
    wordRule('copies', '', { when: { duplicate: { similarity: 1, window: '1d', count: { gte: 2 } } }, then: { action: 'hold' } }),
    wordRule('known', '', { when: { 'author.approved': { gte: 1 } }, then: { action: 'allow', allow_groups: ['ungrouped'] } }),
    wordRule('some', '', { when: { 'links.count': { gte: 1 } }, sample: 40, then: { action: 'flag' } }),
    wordRule('pattern', '', { when: { body: { regex: '\\bcode [0-9]{3,6}' } }, then: { action: 'reject', stop: true } }),
    wordRule('together', '', { when: { at_least: { n: 2, of: [{ rule: ['close', 'pattern'] }, { 'stats.caps_ratio': { gt: 0.5 } }, { 'request.form_time': { lt: '2s' } }] } }, then: { action: 'hold', hard: true } }),
  ];
  await world.publish(rules, [...(document.lists ?? []), { id: 'made-up', kind: 'words', inflect: true, entries: ['brontle', { term: 'fleemish', except: ['fleemish cheese'] }] }]);
}

const TEXTS = [
  'Nothing but rain on the harbour today', 'The harbour was closed again', 'What a br0ntle, and a B.r.o.n.t.l.e', 'bröntles all of them', 'I like fleemish cheese', 'They are so fleemish',
  'WHY IS NOBODY LISTENING TO US HERE', 'Use code 12345 at https://bit.ly/3xYz', 'Write to me: marta@example.org or +1 555 010 4477', 'Ten questions, no answers…', '<p>See <b>this</b> <a href="https://example.org/x">page</a></p>',
  '> The harbour was closed\nNo, it was open all day', 'Наша гавань закрыта', '港は閉まっています', 'wonderful 🎉🎉🎉🎉🎉🎉', 'aaaaaaaaaaaaaaaaaaaargh', 'e\u0301 a\u0300 z\u0335a\u0335l\u0335g\u0335o\u0335',
];

/** The n-th of any number of comments, no two alike in all that rules look at. */
function comment(n: number): Plain<SubmitCommentDto> {
  const text = TEXTS[n % TEXTS.length] ?? '';
  return {
    article: { id: `a-${String(n % 7)}`, title: n % 3 === 0 ? 'The quay reopens' : 'A quiet week', section: n % 2 === 0 ? 'local' : 'world', tags: ['port'] },
    ...(n % 11 === 0 ? {} : { author: { id: `u-${String(n % 23)}`, name: n % 13 === 0 ? 'Mr Brontle' : 'Ana' } }),
    ...(n % 5 === 0 ? { title: 'Closed harbour' } : {}),
    body: n % 4 === 0 ? text : `${text} ${n.toString(36).replaceAll(/\d/g, 'x')}`,
    format: text.startsWith('<') ? 'html' : text.startsWith('>') ? 'markdown' : 'text',
    request: { ip: `203.0.113.${String(n % 31)}`, userAgent: n % 17 === 0 ? 'robot/1' : 'Mozilla/5.0', formTimeMs: (n % 9) * 700 },
  };
}

interface Stored {
  readonly comment_id: CommentId;
  readonly id: EvaluationId;
}

async function stored(): Promise<Stored[]> {
  return world.rows<Stored>('SELECT comment_id, id FROM evaluation WHERE site_id = $1 ORDER BY judged_at, id', [world.site.id]);
}

const path = ({ comment_id: commentId, id }: Stored): string => world.path(`comments/${commentId}/evaluations/${id}/replay`);

describe('a stored evaluation', () => {
  it('comes out the same, to the last byte, of whatever kind the comment was', async () => {
    await publishAll();
    const sent: Sent[] = [];
    for (let n = 0; n < 200; n++) {
      const parent = n % 6 === 5 ? sent.find(({ status }) => status === 'published')?.id : undefined;
      sent.push(expectStatus(await world.server.post(world.path('comments'), { ...comment(n), ...(parent === undefined ? {} : { article: { id: 'a-0' }, parentId: parent }) }), 201).body as Sent);
    }
    const published = sent.filter(({ status }) => status === 'published');
    for (const { id } of published.slice(0, 10)) expectStatus(await world.server.patch(world.path(`comments/${id}`), { body: 'Edited: the harbour is a brontle' }, { 'if-match': '"1"' }), 200);
    for (const one of sent.filter(({ status }) => status === 'held').slice(0, 5)) {
      await world.decide(one, 'approve');
      expectStatus(await world.server.patch(world.path(`comments/${one.id}`), { body: 'Approved, then written anew' }, { 'if-match': '"2"' }), 200);
    }

    const different: string[] = [];
    const actions = new Set<string>();
    for (const one of await stored()) {
      const { body } = expectStatus(await world.admin.client.get(path(one)), 200);
      actions.add((body as { stored: { action: string } }).stored.action);
      if (!(body as { identical: boolean }).identical) different.push(JSON.stringify(body));
    }

    expect(different).toEqual([]);
    expect([...actions].sort()).toEqual(['flag', 'hold', 'publish', 'reject']);
    expect((await stored()).length).toBeGreaterThan(210);
  }, 120_000);

  it('comes out the same ten thousand times', async () => {
    await publishAll();
    const submit = service.app.get(SubmitComment, { strict: false });
    const sender = { site: world.site, actor: { kind: 'site_key' as const, keyId: 'k', permissions: new Set(PERMISSIONS) }, requestId: 'r', idempotencyKey: null, ip: '127.0.0.1', userAgent: null };
    for (let n = 0; n < 10_000; n += 500) await Promise.all(Array.from({ length: 500 }, (_, at) => submit.execute(comment(1_000 + n + at), sender)));
    const all = await stored();
    const replay = service.app.get(ReplayEvaluation, { strict: false });
    const different: EvaluationId[] = [];
    for (let n = 0; n < all.length; n += 50) {
      const results = await Promise.all(all.slice(n, n + 50).map(async ({ comment_id: commentId, id }) => ({ id, ...(await replay.execute(world.site, commentId, id)) })));
      different.push(...results.filter(({ identical }) => !identical).map(({ id }) => id));
    }
    expect(all.length).toBeGreaterThanOrEqual(10_000);
    expect(different).toEqual([]);
  }, 240_000);

  it('comes out otherwise when something of it was changed: the test can fail', async () => {
    const one = (await stored())[0] as Stored;
    await world.rows(`UPDATE evaluation SET facts = replace(facts::text, '"base":"publish"', '"base":"hold"')::json WHERE id = $1`, [one.id]);
    expect(await world.admin.client.get(path(one))).toMatchObject({ status: 200, body: { identical: false, stored: { action: 'flag' }, replayed: { action: 'hold' } } });
  });

  it('of another engine is not judged again', async () => {
    const one = (await stored())[1] as Stored;
    await world.rows(`UPDATE evaluation SET engine_version = '0' WHERE id = $1`, [one.id]);
    expect(await world.admin.client.get(path(one))).toMatchObject({ status: 409, body: { code: 'engine_changed', engineVersion: '0' } });
  });

  it('on which judging failed has nothing to replay', async () => {
    const one = (await stored())[2] as Stored;
    await world.rows(`UPDATE evaluation SET verdict = jsonb_set(verdict::jsonb, '{primaryRule}', '"engine_error"')::json WHERE id = $1`, [one.id]);
    expect(await world.admin.client.get(path(one))).toMatchObject({ status: 409, body: { code: 'not_possible' } });
  });

  it('is listed with the others of its comment, by those who may read rules', async () => {
    const { id } = await world.submit('Good morning from the harbour');
    expectStatus(await world.server.patch(world.path(`comments/${id}`), { body: 'Good evening' }, { 'if-match': '"1"' }), 200);
    const { items } = expectStatus(await world.admin.client.get(world.path(`comments/${id}/evaluations`)), 200).body as { items: object[] };
    expect(items).toMatchObject([{ event: 'edit', revision: 2 }, { event: 'create', revision: 1 }]);
    expect((await world.server.get(world.path(`comments/${id}/evaluations`))).status).toBe(403);
    expect((await world.admin.client.get(world.path(`comments/${world.site.id}/evaluations`))).status).toBe(404);
    expect((await world.admin.client.get(world.path(`comments/${id}/evaluations/${world.site.id}/replay`))).status).toBe(404);
  });
});
