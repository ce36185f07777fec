import type { CommentId, EvaluationId } from '../../../src/domain/ids';
import { dictionary } from '../../../src/evaluate/dictionary';
import { LearnWords } from '../../../src/evaluate/evidence/learn-words';
import { PublishVocabulary } from '../../../src/evaluate/evidence/publish-vocabulary';
import { ReplayEvaluation, type Replayed } from '../../../src/evaluate/replay-evaluation';
import { EvidenceWorld, type Sent, wordRule } from './evidence-world';

let desk: EvidenceWorld;

beforeAll(async () => {
  desk = await EvidenceWorld.open();
});

afterAll(() => desk.close());

const RULE = wordRule('gribbles', 'gribble', { when: { body: { words: 'gribble', evasion: 'normal' } } });

async function learn(): Promise<void> {
  await desk.fold();
  while ((await desk.on.app.get(LearnWords, { strict: false }).runOnce()).read > 0);
}

async function publish(now = new Date()): Promise<number | null> {
  return desk.on.app.get(PublishVocabulary, { strict: false }).execute(desk.site.id, await dictionary(), now);
}

async function counted(word: string): Promise<{ approved: number; rejected: number } | undefined> {
  return (await desk.rows<{ approved: number; rejected: number }>('SELECT approved, rejected FROM word_count WHERE site_id = $1 AND word = $2', [desk.site.id, word]))[0];
}

async function replayed(comment: Sent): Promise<Replayed> {
  const [row] = await desk.rows<{ id: EvaluationId }>('SELECT id FROM evaluation WHERE comment_id = $1', [comment.id]);
  if (!row) throw new Error('The comment was not judged');
  return desk.on.app.get(ReplayEvaluation, { strict: false }).execute(desk.site, comment.id as CommentId, row.id);
}

describe('the words of a site', () => {
  it('are counted by the decisions in force on the comments that say them', async () => {
    await desk.publish([RULE]);
    const [first, second] = [await desk.submit('Our Snorbel, our snorbel http://snorbel.example @snorbel'), await desk.submit('The snorbel')];
    await desk.decide(first, 'approve');
    const rejection = await desk.decide(second, 'reject');
    await learn();
    expect(await counted('snorbel')).toEqual({ approved: 1, rejected: 1 });
    expect(await counted('our')).toEqual({ approved: 1, rejected: 0 });
    await desk.undo(rejection);
    await learn();
    expect(await counted('snorbel')).toEqual({ approved: 1, rejected: 0 });
    await desk.decide(second, 'approve');
    await desk.decide(first, 'reject');
    await learn();
    expect(await counted('snorbel')).toEqual({ approved: 1, rejected: 1 });
    await learn();
    expect(await counted('snorbel')).toEqual({ approved: 1, rejected: 1 });
  });

  it('that were approved often enough are no disguise any more, and replays know which were known', async () => {
    const before = await desk.submit('The Gribbble arms');
    expect(before.status).toBe('held');
    for (let i = 0; i < 4; i++) await desk.decide(await desk.submit('The Gribbble arms'), 'approve');
    await learn();
    expect(await publish()).toBeNull();
    await desk.decide(before, 'approve');
    await learn();
    expect(await publish()).toBe(1);
    expect(await desk.rows('SELECT words FROM vocabulary WHERE site_id = $1', [desk.site.id])).toEqual([{ words: ['gribbble'] }]);

    await desk.publish([RULE, wordRule('plonks', 'plonk')]);
    const after = await desk.submit('The Gribbble arms');
    expect(after.status).toBe('published');
    expect((await desk.submit('A gribble')).status).toBe('held');
    const tried = await desk.admin.client.post(desk.path('rule-set/draft:try'), { against: 'running', comments: [{ body: 'The Gribbble arms' }, { body: 'A gribbbble' }] });
    expect((tried.body.items as { verdict: { action: string } }[]).map(({ verdict }) => verdict.action)).toEqual(['publish', 'hold']);
    expect((await desk.submit('A gribbbble')).status).toBe('held');
    expect([await replayed(before), await replayed(after)]).toMatchObject([{ identical: true, replayed: { action: 'hold' } }, { identical: true, replayed: { action: 'publish' } }]);
    expect((await desk.rows<{ facts: object }>('SELECT facts FROM evaluation WHERE comment_id = $1', [after.id]))[0]?.facts).toMatchObject({ models: { vocabulary: '1' } });
  });

  it('make a version when enough of them are new, or a day has passed', async () => {
    expect(await publish()).toBeNull();
    const rejected = await desk.submit('The Gribbble arms');
    await desk.decide(rejected, 'reject');
    await learn();
    expect(await publish()).toBeNull();
    expect(await publish(new Date(Date.now() + 25 * 3_600_000))).toBe(2);
    expect(await desk.rows('SELECT words FROM vocabulary WHERE site_id = $1 AND version = 2', [desk.site.id])).toEqual([{ words: [] }]);
  });
});
