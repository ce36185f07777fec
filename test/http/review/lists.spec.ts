import { Client as Database } from 'pg';
import { KeepItemsMoving } from '../../../src/review/workflow/keep-items-moving';
import { expectStatus, type PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';

let desk: Desk;
let ana: PersonInWorld;
let ben: PersonInWorld;
let lead: PersonInWorld;
let database: Database;

beforeAll(async () => {
  desk = await Desk.open();
  database = new Database({ connectionString: desk.on.databaseUrl });
  await database.connect();
});

beforeEach(async () => {
  desk = await Desk.at(desk.on, desk.world);
  [ana, ben, lead] = await Promise.all([desk.person('moderator', 'Ana'), desk.person('moderator', 'Ben'), desk.person('lead', 'Lea')]);
});

afterAll(async () => {
  await database.end();
  await desk.close();
});

const comments = async (query: string, person = ana): Promise<string[]> => ((await person.client.get(desk.review(`items?${query}`))).body.items as { comment: { id: string } }[]).map(({ comment }) => comment.id);

describe('the sections that somebody looks after', () => {
  it('are a view for each who looks, narrow nothing for whoever looks after none, and nothing else', async () => {
    const say = async (section: string): Promise<string> => {
      expectStatus(await desk.server.put(desk.path(`articles/a-${section}`), { title: section, section, commentsMode: 'premoderated' }), 200);
      return String(expectStatus(await desk.server.post(desk.path('comments'), { article: { id: `a-${section}` }, author: { id: `u-${section}`, name: 'Ana' }, body: `Ein ruhiger Satz über ${section}.` }), 201).body.id);
    };
    const [sport, local, culture] = [await say('sport'), await say('local'), await say('culture')];
    const owner = await desk.world.ownerClient();
    const lookAfter = async ({ id }: PersonInWorld, sections: string[]): Promise<void> => { expectStatus(await owner.patch(desk.path(`people/${id}`), { sections }), 200); };
    await lookAfter(ana, ['sport', 'local']);
    await lookAfter(ben, ['culture']);
    expect((await comments('sections=mine')).sort()).toEqual([sport, local].sort());
    expect(await comments('sections=mine', ben)).toEqual([culture]);
    expect((await comments('sections=mine', lead)).sort()).toEqual([sport, local, culture].sort());
    expect((await comments('')).sort()).toEqual([sport, local, culture].sort());
    expect((await ana.client.get(desk.review('items?sections=theirs'))).status).toBe(422);
    const shared = String(expectStatus(await lead.client.post(desk.review('views'), { name: 'Our sections', filter: { sections: 'mine' }, isShared: true }), 201).body.id);
    const claimed = expectStatus(await ben.client.post(desk.review('claims'), { viewId: shared, count: 5 }), 200).body.items as { comment: { id: string } }[];
    expect(claimed.map(({ comment }) => comment.id)).toEqual([culture]);
    await desk.decide(ana.client, await desk.itemOf(sport, ana.client), { action: 'approve' });
    await desk.decide(lead.client, await desk.itemOf(culture, lead.client), { action: 'approve' });
    expect(await comments('sections=mine&state=resolved')).toEqual([sport]);
  });
});

describe('the filters of a list', () => {
  it('narrow, each by itself and all together, what waits and what was decided', async () => {
    expectStatus(await desk.server.put(desk.path('articles/sport-1'), { title: 'Sport', section: 'sport', lang: 'de', commentsMode: 'premoderated' }), 200);
    const say = async (article: string, body: string, kind = 'registered'): Promise<string> =>
      String(expectStatus(await desk.server.post(desk.path('comments'), { article: { id: article }, author: { id: `u-${body.length}`, name: 'Ana', kind }, body }), 201).body.id);
    const world = await say('slow-news', 'Das schöne Wetter der ganzen Woche, sagt man.');
    const sport = await say('sport-1', 'Ein ruhiger Satz über das Spiel am Abend gestern.', 'subscriber');
    expectStatus(await desk.server.post(desk.path(`comments/${sport}/reports`), { reason: 'spam', reporterId: 'r-1' }), 201);
    const each: readonly (readonly [string, string[]])[] = [
      ['section=sport', [sport]],
      ['section=world', [world]],
      ['lang=de', [sport]],
      ['rule=article_premoderated', [world, sport]],
      ['rule=nothing', []],
      ['policy=nothing', []],
      ['kind=comment', [world, sport]],
      ['kind=appeal', []],
      ['minScore=0', [world, sport]],
      ['minScore=5000', []],
      ['reported=true', [sport]],
      ['reported=false', [world]],
      ['overdue=false', [world, sport]],
      ['overdue=true', []],
      ['q=schon', [world]],
      ['q=SCH%C3%96NE%20woche', [world]],
      ['q=schoen', []],
      ['q=spiel%20gestern&section=sport&reported=true&claimed=false&escalated=false&lang=de&article=sport-1&state=open', [sport]],
      ['q=spiel&section=world', []],
    ];
    for (const [query, found] of each) expect([query, (await comments(query)).sort()]).toEqual([query, [...found].sort()]);
    for (const id of [world, sport]) await desk.decide(ana.client, await desk.itemOf(id, ana.client), { action: 'approve' });
    for (const [query, found] of each.filter(([text]) => !/q=|claimed|overdue/.test(text))) expect([query, (await comments(`state=resolved&${query}`)).sort()]).toEqual([query, [...found].sort()]);
    expect(await comments('q=schon')).toEqual([]);
  });

  it('follow the text: an edit is found by its new words', async () => {
    const { id } = await desk.held('u-1', 'A calm remark about mountains.');
    expectStatus(await desk.server.patch(desk.path(`comments/${id}`), { body: 'A calm remark about rivers.' }, { 'if-match': '"1"' }), 200);
    expect([await comments('q=mountains'), await comments('q=rivers')]).toEqual([[], [id]]);
    const item = await desk.itemOf(id, ana.client);
    const decision = expectStatus(await desk.decide(ana.client, item, { action: 'approve' }), 201).body;
    expect(await comments('q=rivers')).toEqual([]);
    expectStatus(await ana.client.post(desk.review(`decisions/${String(decision.id)}/reversal`)), 201);
    expect(await comments('q=rivers')).toEqual([id]);
  });

  it('leave the rest of a long history to the next page, without an end in between', async () => {
    const decided: string[] = [];
    for (let n = 0; n < 5; n++) {
      const { id } = await desk.held(`u-${String(n)}`, `A calm remark, number ${String(n)} of this week.`);
      await desk.decide(ana.client, await desk.itemOf(id, ana.client), { action: 'approve' });
      decided.push(id);
    }
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { items, nextCursor } = (await ana.client.get(desk.review(`items?state=resolved&section=world&limit=2${cursor}`))).body as { items: { comment: { id: string } }[]; nextCursor: string | null };
      seen.push(...items.map(({ comment }) => comment.id));
      if (nextCursor === null) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(seen).toEqual(decided.reverse());
  });

  it.each(['minScore=x', 'minScore=-1', 'overdue=perhaps', 'snoozed=never', 'kind=letter', 'q=%21%21', `q=${'x'.repeat(201)}`, 'state=resolved&q=x', 'state=resolved&claimed=true', 'state=resolved&snoozed=true', 'view=nonsense', 'view=0198f2c4-0000-7000-8000-000000000000', 'tag='.padEnd(46, 'x')])('refuse ?%s', async (query) => {
    const answer = await ana.client.get(desk.review(`items?${query}`));
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid']);
  });
});

describe('saved views', () => {
  const save = async (body: object, person = ana): Promise<{ id: string; open: number }> => expectStatus(await person.client.post(desk.review('views'), body), 201).body as { id: string; open: number };

  it('keep a filter under a name, count what it shows, and narrow lists', async () => {
    const [one, two] = [await desk.held('u-one'), await desk.held('u-two', 'A calm remark of somebody else.')];
    const view = await save({ name: 'Of u-one', filter: { author: 'u-one', overdue: false }, sort: 'oldest' });
    expect(view).toMatchObject({ name: 'Of u-one', filter: { author: 'u-one', overdue: false }, sort: 'oldest', isShared: false, owner: { id: ana.id, name: 'Ana' }, open: 1 });
    expect(await comments(`view=${view.id}`)).toEqual([one.id]);
    expect(await comments(`view=${view.id}&author=u-two`)).toEqual([two.id]);
    expect((await ben.client.get(desk.review(`items?view=${view.id}`))).status).toBe(422);
    expect(expectStatus(await ana.client.patch(desk.review(`views/${view.id}`), { filter: { queue: 'default' }, name: 'All' }), 200).body).toMatchObject({ name: 'All', filter: { queue: 'default' }, sort: 'oldest', open: 2 });
    expectStatus(await ana.client.delete(desk.review(`views/${view.id}`)), 204);
    expect((await ana.client.get(desk.review('views'))).body.items).toEqual([]);
  });

  it('are one’s own or shared; what is shared only its owner and leads change', async () => {
    const own = await save({ name: 'Mine', filter: {} });
    const shared = await save({ name: 'Ours', filter: { claimed: 'me' }, isShared: true });
    const seen = async (person: PersonInWorld): Promise<string[]> => ((await person.client.get(desk.review('views'))).body.items as { name: string }[]).map(({ name }) => name);
    expect([await seen(ana), await seen(ben)]).toEqual([['Mine', 'Ours'], ['Ours']]);
    expect((await ben.client.patch(desk.review(`views/${own.id}`), { name: 'x' })).status).toBe(404);
    expect((await ben.client.patch(desk.review(`views/${shared.id}`), { name: 'x' })).status).toBe(403);
    expect((await ben.client.delete(desk.review(`views/${shared.id}`))).status).toBe(403);
    expectStatus(await lead.client.patch(desk.review(`views/${shared.id}`), { isShared: false }), 200);
    expect(await seen(ben)).toEqual([]);
    const viewer = await desk.person('viewer');
    expect((await viewer.client.post(desk.review('views'), { name: 'x', filter: {}, isShared: true })).status).toBe(403);
    await save({ name: 'A viewer’s own', filter: {} }, viewer);
  });

  it('show whoever looks what they may see', async () => {
    await desk.held();
    const mine = await save({ name: 'Held by me', filter: { claimed: 'me' }, isShared: true });
    await ana.client.post(desk.review('claims'), {});
    expect([await comments(`view=${mine.id}`), await comments(`view=${mine.id}`, ben)].map((found) => found.length)).toEqual([1, 0]);
    expectStatus(await lead.client.patch(desk.review('queues/default'), { members: [ana.id] }), 200);
    const all = await save({ name: 'All', filter: {}, isShared: true });
    expect([all.open, await comments(`view=${all.id}`, ben)]).toEqual([1, []]);
  });

  it('are claimed from, in their order, each item by one person', async () => {
    for (let n = 0; n < 12; n++) await desk.held(`u-${String(n % 2)}`, `A calm remark, the ${String(n)}th of many in this thread.`);
    const view = await save({ name: 'Of u-0', filter: { author: 'u-0' }, sort: 'newest', isShared: true });
    const wanted = await comments(`view=${view.id}`);
    const claims = await Promise.all([ana, ben, ana, ben].map(({ client }) => client.post(desk.review('claims'), { viewId: view.id, count: 2 })));
    const taken = claims.flatMap(({ body }) => (body.items as { comment: { id: string } }[]).map(({ comment }) => comment.id));
    expect(new Set(taken).size).toBe(taken.length);
    const rest = expectStatus(await ana.client.post(desk.review('claims'), { viewId: view.id, count: 20 }), 200).body.items as { comment: { id: string } }[];
    expect([...taken, ...rest.map(({ comment }) => comment.id)].sort()).toEqual([...wanted].sort());
    expect((await ana.client.post(desk.review('claims'), { viewId: view.id })).body.items).toEqual([]);
    for (const body of [{ viewId: view.id, queueId: 'default' }, { viewId: '0198f2c4-0000-7000-8000-000000000000' }, { viewId: (await save({ name: 'Past', filter: { state: 'resolved' } })).id }]) {
      expect(await ana.client.post(desk.review('claims'), body)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/viewId' }] } });
    }
  });

  it.each([
    [{ name: 'x' }, '/filter'],
    [{ name: 'x', filter: { colour: 'red' } }, '/filter/colour'],
    [{ name: 'x', filter: { minScore: -1 } }, '/filter/minScore'],
    [{ name: 'x', filter: { state: 'resolved', q: 'x' } }, '/filter/q'],
    [{ name: 'x', filter: { state: 'resolved' }, sort: 'priority' }, '/sort'],
    [{ name: '', filter: {} }, '/name'],
  ])('refuse %j at %s', async (body, pointer) => {
    const answer = await ana.client.post(desk.review('views'), body);
    expect([answer.status, (answer.body.errors as { pointer: string }[])[0]?.pointer]).toEqual([422, pointer]);
  });

  it('are fifty at most for each person', async () => {
    for (let n = 0; n < 50; n++) await save({ name: `View ${String(n)}`, filter: {} });
    expect((await ana.client.post(desk.review('views'), { name: 'x', filter: {} })).body.code).toBe('not_possible');
    await save({ name: 'x', filter: {} }, ben);
  });
});

/** Every count that the desk shows, counted again from the items themselves. */
async function recount(): Promise<Record<string, object>> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT q.id, count(i.id) FILTER (WHERE awake)::integer AS open, count(i.id) FILTER (WHERE awake AND NOT held)::integer AS unclaimed, count(i.id) FILTER (WHERE awake AND i.due_at < now())::integer AS overdue,
       count(i.id) FILTER (WHERE NOT awake)::integer AS snoozed, count(i.id) FILTER (WHERE held AND i.claimed_by = $2)::integer AS mine
     FROM queue q LEFT JOIN LATERAL (
       SELECT i.*, (i.snoozed_until IS NULL OR i.snoozed_until <= now()) AS awake, coalesce(i.claimed AND i.claim_expires_at > now(), false) AS held FROM review_item i WHERE i.site_id = q.site_id AND i.queue_id = q.id AND i.state = 'open') i ON true
     WHERE q.site_id = $1 AND q.removed_at IS NULL GROUP BY q.id`,
    [desk.site.id, ana.id],
  );
  return Object.fromEntries(rows.map(({ id, ...counts }) => [id, counts]));
}

async function counted(): Promise<Record<string, object>> {
  const { items } = (await ana.client.get(desk.review('queues'))).body as { items: { id: string; open: number; unclaimed: number; overdue: number; snoozed: number; mine: number }[] };
  return Object.fromEntries(items.map(({ id, open, unclaimed, overdue, snoozed, mine }) => [id, { open, unclaimed, overdue, snoozed, mine }]));
}

/** The slim row of every open item says what the item says, and there are no others. */
async function differences(): Promise<unknown[]> {
  const same = ['comment_id', 'kind', 'queue_id', 'priority', 'opened_at', 'due_at', 'escalated_at', 'snoozed_until', 'article_id', 'author_id', 'author_kind', 'section', 'lang', 'policy', 'rules', 'score', 'reports'];
  const columns = (alias: string): string => same.map((column) => `${alias}.${column}`).join(', ');
  const { rows } = await database.query<{ id: string | null; item_id: string | null }>(`SELECT i.id, w.item_id FROM (SELECT * FROM review_item WHERE state = 'open') i FULL JOIN waiting_item w ON w.site_id = i.site_id AND w.item_id = i.id WHERE (${columns('i')}) IS DISTINCT FROM (${columns('w')})`);
  return rows;
}

describe('counts', () => {
  it('agree with a recount whatever was done, by several at once', async () => {
    const people = [ana, ben, lead];
    await lead.client.patch(desk.review('queues/hate'), { slaMinutes: 1 });
    await lead.client.patch(desk.review('queues/safety'), { members: [lead.id] });
    const held = await Promise.all(Array.from({ length: 12 }, (_, n) => desk.held(`u-${String(n % 4)}`, `A calm remark, the ${String(n)}th, about this and that.`)));
    const items = await Promise.all(held.map(({ id }) => desk.itemOf(id, lead.client)));
    const deeds: readonly ((person: PersonInWorld, at: number) => Promise<unknown>)[] = [
      (person) => person.client.post(desk.review('claims'), { count: 2 }),
      (person, at) => person.client.post(desk.review(`items/${items[at]?.id ?? ''}/move`), { queueId: ['hate', 'spam', 'default', 'safety'][at % 4] }),
      (person, at) => person.client.post(desk.review(`items/${items[at]?.id ?? ''}/snooze`), { until: at % 3 === 0 ? null : new Date(Date.now() + 3_600_000).toISOString() }),
      (person, at) => person.client.post(desk.review(`items/${items[at]?.id ?? ''}/escalate`), {}),
      (person, at) => person.client.post(desk.review(`items/${items[at]?.id ?? ''}/skip`), {}),
      (person, at) => desk.server.post(desk.path(`comments/${held[at]?.id ?? ''}/reports`), { reason: 'spam', reporterId: person.id }),
      (person, at) => desk.server.patch(desk.path(`comments/${held[at]?.id ?? ''}`), { body: `Another calm remark, by ${person.id}.` }, { 'if-match': '"1"' }),
      async (person, at) => person.client.post(desk.path(`comments/${held[at]?.id ?? ''}/decisions`), { action: at % 2 === 0 ? 'approve' : 'reject', reasonCode: 'abuse' }, { 'if-match': String((await desk.comment(held[at]?.id ?? '')).version) }),
      async (person, at) => {
        const { decisions } = (await lead.client.get(desk.review(`items/${items[at]?.id ?? ''}`))).body as { decisions: { id: string }[] };
        return person.client.post(desk.review(`decisions/${decisions.at(-1)?.id ?? items[0]?.id ?? ''}/reversal`));
      },
      (_, at) => (at % 4 === 0 ? desk.server.delete(desk.path(`comments/${held[at]?.id ?? ''}`)) : Promise.resolve()),
      () => desk.on.app.get(KeepItemsMoving, { strict: false }).runOnce(new Date()),
    ];
    for (let round = 0; round < 24; round++) {
      await Promise.all(people.map(async (person, who) => deeds[(round * 5 + who * 3) % deeds.length]?.(person, (round * 7 + who * 5) % items.length)));
    }
    expect(await differences()).toEqual([]);
    const all = await recount();
    const seen = Object.fromEntries(Object.entries(all).filter(([id]) => id !== 'safety'));
    expect(await counted()).toEqual(seen);
    expect(Object.values(seen).some((counts) => (counts as { open: number }).open > 0)).toBe(true);
  });
});
