import { SiteDirectory } from '../../../src/access/guard/site-directory';
import { JudgeAgain } from '../../../src/intake/judge-again';
import { StoredComment } from '../../../src/intake/stored-comment';
import { harmless, Newsroom } from './newsroom';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

afterAll(() => newsroom.close());

/** A time zone that no clock knows makes the facts of every comment fail: the settings refuse it, so it comes in past them. */
async function timeZone(name: string): Promise<void> {
  await newsroom.rows(`UPDATE site SET settings = settings || jsonb_build_object('timeZone', $2::text) WHERE id = $1 RETURNING id`, [newsroom.site.id, name]);
  newsroom.on.app.get(SiteDirectory).changed();
}

const minutesLater = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);

describe('a comment on which judging fails', () => {
  it('is held for a person, judged again, and published once judging works', async () => {
    await timeZone('Mars/Olympus_Mons');
    const answer = await newsroom.submit(harmless());
    expect([answer.status, answer.body.status, answer.body.verdict.primaryRule]).toEqual([201, 'held', 'engine_error']);
    const { id } = answer.body as { id: string };

    const again = newsroom.on.app.get(JudgeAgain);
    expect(await again.runOnce(new Date())).toBe(0);
    expect(await again.runOnce(minutesLater(1))).toBe(0);
    expect((await newsroom.read(id)).status).toBe('held');

    await timeZone('Europe/Madrid');
    expect(await again.runOnce(minutesLater(2))).toBe(1);
    const published = await newsroom.read(id);
    expect(published).toMatchObject({ status: 'published', version: 2, verdict: { action: 'publish', primaryRule: null } });
    expect(await newsroom.rows(`SELECT state FROM review_item WHERE comment_id = $1`, [id])).toEqual([{ state: 'resolved' }]);
    expect(await newsroom.rows(`SELECT type, payload->>'status' AS status FROM event WHERE comment_id = $1 ORDER BY created_at`, [id])).toEqual([
      { type: 'comment.submitted', status: 'held' },
      { type: 'comment.judged_again', status: 'published' },
    ]);
  });

  it('is left to a person after four tries', async () => {
    await timeZone('Mars/Olympus_Mons');
    const { id } = (await newsroom.submit(harmless())).body as { id: string };
    const again = newsroom.on.app.get(JudgeAgain);
    for (const minutes of [1, 5, 30, 300]) await again.runOnce(minutesLater(minutes));
    await timeZone('Europe/Madrid');
    expect(await again.runOnce(minutesLater(3_000))).toBe(0);
    expect((await newsroom.read(id)).status).toBe('held');
  });

  it('is judged again however many before it were left to a person, and whatever happens to the one before', async () => {
    await timeZone('Mars/Olympus_Mons');
    const ids: string[] = [];
    for (let n = 0; n < 102; n++) ids.push((await newsroom.accepted(harmless({ author: { id: `waiting-${n}`, name: 'Ana' } })))['id']);
    const [broken, last] = ids.slice(-2) as [string, string];
    await newsroom.rows(
      `INSERT INTO review_signal SELECT (jsonb_populate_record(g, jsonb_build_object('id', gen_random_uuid()))).* FROM review_signal g JOIN review_item i ON i.site_id = g.site_id AND i.id = g.item_id
         CROSS JOIN generate_series(2, 4) WHERE i.comment_id = ANY ($1::uuid[]) RETURNING id`,
      [ids.slice(0, 100)],
    );
    await timeZone('Europe/Madrid');
    const stored = newsroom.on.app.get(StoredComment);
    const gather = stored.gather.bind(stored);
    jest.spyOn(stored, 'gather').mockImplementation((site, ruleSet, id, how) => (id === broken ? Promise.reject(new Error('One that cannot be read')) : gather(site, ruleSet, id, how)));
    expect(await newsroom.on.app.get(JudgeAgain).runOnce(minutesLater(2))).toBe(1);
    expect([(await newsroom.read(broken)).status, (await newsroom.read(last)).status]).toEqual(['held', 'published']);
    jest.restoreAllMocks();
    expect(await newsroom.on.app.get(JudgeAgain).runOnce(minutesLater(2))).toBe(1);
  });

  it('that has nothing but a newcomer’s shortened link is held for that reason from then on', async () => {
    await timeZone('Mars/Olympus_Mons');
    const { id } = (await newsroom.submit(harmless({ body: 'Look at https://bit.ly/3xYz' }))).body as { id: string };
    await timeZone('Europe/Madrid');
    expect(await newsroom.on.app.get(JudgeAgain).runOnce(minutesLater(1))).toBe(1);
    expect(await newsroom.read(id)).toMatchObject({ status: 'held', verdict: { primaryRule: 'spam-links' } });
    expect(await newsroom.rows(`SELECT state, rule, queue_id FROM review_item WHERE comment_id = $1`, [id])).toEqual([{ state: 'open', rule: 'spam-links', queue_id: 'spam' }]);
  });
});
