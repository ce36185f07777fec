import { randomUUID } from 'node:crypto';
import type { CommentId } from '../../../src/domain/ids';
import { LearnDecisions } from '../../../src/evaluate/signals/learn-decisions';
import { PublishModels } from '../../../src/evaluate/signals/publish-models';
import { SignalModels } from '../../../src/evaluate/signals/signal-models';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work';
import { holdingRule, SignalsWorld } from './signals-world';

let world: SignalsWorld;

beforeAll(async () => { world = await SignalsWorld.open(); });
afterAll(() => world.close());

const learnedRows = (): Promise<object[]> => world.desk.rows("SELECT entity AS about, name, good > 1e-9 AS good, bad > 1e-9 AS bad, decided FROM reputation UNION ALL SELECT 'token', category, sum(good) > 1e-6, sum(bad) > 1e-6, 0 FROM token_count GROUP BY category ORDER BY 1, 2");

describe('standing', () => {
  beforeAll(async () => {
    await world.desk.publish([
      holdingRule('bad-standing', { 'author.reputation': { lt: 0.4 } }),
      holdingRule('new-domain', { 'links.new_domains': { gte: 1 } }),
      holdingRule('bad-domain', { 'links.reputation_min': { lt: 0.45 } }),
    ]);
  });

  it('of an author follows people’s decisions, and their undoing', async () => {
    const author = { id: 'u-standing', name: 'Ana' };
    const comments = [];
    for (let n = 0; n < 3; n++) comments.push(await world.send(`The baker in our street is very kind, remark ${'abc'.charAt(n)}.`, { author }));
    expect((await world.facts(comments[0]?.id ?? '')).fields['author.reputation']).toBe(0.5);
    await world.decide(comments[0] ?? { id: '' }, 'reject');
    const second = await world.decide(comments[1] ?? { id: '' }, 'reject');
    await world.work();
    const held = await world.send('The baker is closed on Mondays.', { author });
    expect([held.status, (await world.facts(held.id)).fields['author.reputation']]).toEqual(['held', 0.25]);
    await world.desk.undo(second);
    await world.decide(comments[0] ?? { id: '' }, 'approve');
    await world.work();
    expect((await world.facts((await world.send('The baker is open again.', { author })).id)).fields['author.reputation']).toBe(0.6667);
  });

  it('counts hate three times', async () => {
    const author = { id: 'u-hate', name: 'Ana' };
    await world.decide(await world.send('Something that a moderator takes for hate.', { author }), 'reject', 'hate');
    await world.work();
    expect((await world.facts((await world.send('Something else.', { author })).id)).fields['author.reputation']).toBe(0.2);
  });

  it('of a domain is new until somebody decides, and falls with spam only', async () => {
    const first = await world.send('All about boats at https://boats.example.com/old and more.');
    expect(first.verdict.hits.map(({ rule }) => rule)).toEqual(['new-domain']);
    await world.decide(first, 'reject', 'abuse');
    await world.work();
    expect((await world.send('Look at https://boats.example.com/new here.')).verdict.hits.map(({ rule }) => rule)).toEqual(['new-domain']);
    const spam = await world.decide(await world.send('Buy at https://boats.example.com/buy now.'), 'reject', 'spam');
    await world.work();
    expect((await world.send('Again https://boats.example.com/again.')).verdict.hits.map(({ rule }) => rule)).toEqual(['bad-domain']);
    await world.desk.undo(spam);
    await world.work();
    expect((await world.send('Once more https://boats.example.com/more.')).verdict.hits.map(({ rule }) => rule)).toEqual(['new-domain']);
  });

  it('leaves nothing behind when every decision was taken back', async () => {
    await world.desk.rows('DELETE FROM reputation');
    await world.desk.rows('DELETE FROM token_count');
    await world.desk.rows('DELETE FROM learned_decision');
    const comment = await world.send('A link to https://harbour.example.org/gulls for all who like gulls.', { author: { id: 'u-undone', name: 'Ana' } });
    const decision = await world.decide(comment, 'reject', 'scam');
    await world.work();
    expect(await learnedRows()).toEqual([
      { about: 'author', name: 'u-undone', good: false, bad: true, decided: 1 },
      { about: 'domain', name: 'example.org', good: false, bad: true, decided: 1 },
      { about: 'token', name: 'bayes_spam', good: false, bad: true, decided: 0 },
    ]);
    await world.desk.undo(decision);
    await world.work();
    expect(await learnedRows()).toEqual([{ about: 'token', name: 'bayes_spam', good: false, bad: false, decided: 0 }]);
    expect(await world.desk.rows('SELECT 1 FROM learned_decision')).toEqual([]);
  });

  it('learns a decision once, however often the log is read', async () => {
    const author = { id: 'u-once', name: 'Ana' };
    const comment = await world.send('A remark about the tram.', { author });
    await world.decide(comment, 'approve');
    await world.work();
    const learn = world.desk.on.app.get(LearnDecisions, { strict: false });
    for (let n = 0; n < 3; n++) await world.desk.on.app.get(UnitOfWork).run((tx) => learn.settle(tx, world.desk.site.id, [comment.id as CommentId]));
    expect(await world.desk.rows("SELECT decided FROM reputation WHERE entity = 'author' AND name = 'u-once'")).toEqual([{ decided: 1 }]);
  });
});

describe('spam', () => {
  const SPAM = ['Cheap followers and likes at my page', 'Win a phone, click my page and subscribe', 'Earn money from home, write to my page', 'Subscribe to my page for free likes'];
  const HAM = ['The mayor never answered our letter', 'My street is quiet since the bridge opened', 'Who will pay for the new school roof', 'The gulls wake us every morning in June'];

  /** Comments with decisions on them, as the desk would leave them. */
  async function decided(count: number): Promise<CommentId[]> {
    const { id: siteId } = world.desk.site;
    const ids: CommentId[] = [];
    for (let n = 0; n < count; n++) {
      const isBad = n % 2 === 0;
      const body = `${(isBad ? SPAM : HAM)[(n >> 1) % 4] ?? ''} ${['today', 'again', 'please', 'friends', 'everybody'][n % 5] ?? ''}`;
      const [comment, item] = [randomUUID() as CommentId, randomUUID()];
      ids.push(comment);
      await world.desk.rows(
        `WITH c AS (INSERT INTO comment (site_id, id, article_id, author_kind, status, fingerprint, created_at, status_changed_at) VALUES ($1, $2, 'harbour', 'anonymous', 'published', '', now(), now())),
           r AS (INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at) VALUES ($1, $2, 1, $4, 'text', $2, now(), now())),
           i AS (INSERT INTO review_item (site_id, id, comment_id, article_id, queue_id, priority, reason, state, content_revision, opened_at) VALUES ($1, $3, $2, 'harbour', 'default', 0, 'r', 'resolved', 1, now()))
         INSERT INTO decision (site_id, id, comment_id, item_id, item_version, revision, action, reason_code, status_before, status_after, comment_version, decided_by, created_at)
         VALUES ($1, $2, $2, $3, 1, 1, $5, $6, 'held', 'published', 2, $7, now())`,
        [siteId, comment, item, body, isBad ? 'reject' : 'approve', isBad ? 'spam' : null, world.desk.admin.id],
      );
    }
    return ids;
  }

  const settle = (ids: readonly CommentId[]): Promise<void> => world.desk.on.app.get(UnitOfWork).run((tx) => world.desk.on.app.get(LearnDecisions, { strict: false }).settle(tx, world.desk.site.id, ids));
  const publish = (): Promise<boolean> => world.desk.on.app.get(PublishModels, { strict: false }).execute(world.desk.site.id, new Date());

  it('is told from what people let stand once they have decided often enough, and no more when they take it back', async () => {
    await world.desk.publish([holdingRule('spam', { 'signal.bayes_spam': { gte: 0.9 } })]);
    const few = await decided(40);
    await settle(few);
    expect(await publish()).toBe(false);
    expect((await world.send('Win followers and likes on my page today')).status).toBe('published');
    const many = await decided(400);
    await settle(many);
    expect(await publish()).toBe(true);
    await world.desk.on.app.get(SignalModels, { strict: false }).load(world.desk.site.id, 'bayes_spam');
    const spam = await world.send('Win followers and likes on my page today');
    const facts = await world.facts(spam.id);
    expect([spam.status, facts.models]).toEqual(['held', { bayes_spam: '1' }]);
    expect((await world.send('The mayor opened the bridge in June')).status).toBe('published');
    expect(await publish()).toBe(false);
    await world.desk.rows('UPDATE decision SET reversed_by = decided_by WHERE comment_id = ANY ($1::uuid[])', [many]);
    await settle(many);
    expect(await publish()).toBe(true);
    expect(await world.desk.on.app.get(SignalModels, { strict: false }).load(world.desk.site.id, 'bayes_spam')).toBeNull();
    expect((await world.send('Win followers and likes on my page again')).status).toBe('published');
  }, 120_000);
});
