import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { Client as Database } from 'pg';
import { MOST_EXPORTS } from '../../../src/review/events/export-events';
import { PositionEvents } from '../../../src/review/position-events';
import { StreamStore } from '../../../src/store/stream.store';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work';
import type { Answer } from '../../support/client';
import type { PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';

let desk: Desk;
let base: string;
let database: Database;
let ana: PersonInWorld;
let lead: PersonInWorld;

beforeAll(async () => {
  desk = await Desk.open();
  base = await desk.on.listen();
  database = new Database({ connectionString: desk.on.databaseUrl });
  await database.connect();
  [ana, lead] = [await desk.person('moderator', '=Ana()'), await desk.person('lead', 'Lea')];
});

afterAll(async () => {
  await database.end();
  await desk.close();
});

interface Line {
  readonly position: number;
  readonly type: string;
  readonly actor: string;
  readonly actorName: string | null;
  readonly commentId: string | null;
  readonly itemId: string | null;
  readonly createdAt: string;
  readonly excerpt: string | null;
}

async function place(): Promise<void> {
  while ((await desk.on.app.get(PositionEvents).runOnce()) > 0);
}

const ask = (query = '', headers: Record<string, string> = {}): Promise<Answer> => lead.client.get(desk.review(`events${query}`), headers);

/** All pages of a list. */
async function all(query: string): Promise<Line[]> {
  const lines: Line[] = [];
  for (let after = 0; ;) {
    const { status, body } = await ask(`?${query}&after=${String(after)}&limit=7`);
    expect(status).toBe(200);
    lines.push(...(body.items as Line[]));
    if (body.nextCursor === null) return lines;
    after = Number(body.nextCursor);
  }
}

describe('the log', () => {
  let decided: { comment: string; item: string };

  beforeAll(async () => {
    const { id } = await desk.held();
    const item = await desk.itemOf(id, ana.client);
    await desk.held();
    await ana.client.post(desk.review(`items/${item.id}/claim`));
    await desk.decide(ana.client, item, { action: 'reject', reasonCode: 'abuse' });
    await place();
    decided = { comment: id, item: item.id };
  });

  it('narrows by type, by who, by comment and item, and by time', async () => {
    const lines = await all('');
    const expected = (test: (line: Line) => boolean): Line[] => lines.filter(test);
    const middle = lines[Math.floor(lines.length / 2)]?.createdAt ?? '';
    expect(await all('type=decision.made,item.claimed')).toEqual(expected(({ type }) => ['decision.made', 'item.claimed'].includes(type)));
    expect(await all(`actor=person:${ana.id}`)).toEqual(expected(({ actorName }) => actorName === '=Ana()'));
    expect(await all(`comment=${decided.comment}`)).toEqual(expected(({ commentId }) => commentId === decided.comment));
    expect(await all(`item=${decided.item}`)).toEqual(expected(({ itemId }) => itemId === decided.item));
    expect(await all(`from=${middle}`)).toEqual(expected(({ createdAt }) => createdAt >= middle));
    expect(await all(`to=${middle}`)).toEqual(expected(({ createdAt }) => createdAt < middle));
    expect((await all(`item=${decided.item}`)).map(({ type }) => type)).toEqual(['comment.submitted', 'item.claimed', 'decision.made']);
    expect(lines.map(({ position }) => position)).toEqual(lines.map((_, index) => index + 1));
  });

  it('begins with the words of the comment as they are now, as plain text; nothing once they are erased', async () => {
    const words = async (): Promise<(string | null)[]> => (await all(`comment=${comment.id}`)).map(({ excerpt }) => excerpt);
    const comment = await desk.held();
    await place();
    const written = (await desk.comment(comment.id))['body'] as string;
    expect(written.length).toBeGreaterThan(0);
    expect(await words()).toEqual([written]);
    const rewrite = (body: string, format: string): Promise<unknown> => database.query('UPDATE comment_revision SET body = $3, format = $4 WHERE site_id = $1 AND comment_id = $2', [desk.site.id, comment.id, body, format]);
    await rewrite(`<p>Fish &amp; <b>chips</b></p><p>${'and peas '.repeat(300)}</p>`, 'html');
    expect((await words())[0]).toMatch(/^Fish & chips and peas .{100,180} …$/);
    await rewrite('', 'text');
    expect(await words()).toEqual([null]);
    // What is about no comment has no words.
    await (await desk.person('admin')).client.patch(`/v1/sites/${desk.site.slug}/settings`, { undoSeconds: 7 });
    await place();
    expect(new Set((await all('type=settings.changed')).map(({ excerpt }) => excerpt))).toEqual(new Set([null]));
  });

  it.each(['type=nothing.happened', 'type=', 'actor=somebody', 'comment=x', 'item=1', 'from=yesterday', 'to=2026-02-30T00:00:00Z', 'limit=101', 'after=-1', 'format=xml', 'colour=red'])('refuses ?%s', async (query) => {
    const { status, body } = await ask(`?${query}`);
    expect([status, body.errors[0].pointer]).toEqual([422, `?${query.split('=')[0] ?? ''}`]);
  });

  it('of an item or comment that is not there, or another site\'s, is empty', async () => {
    const other = await Desk.at(desk.on, desk.world);
    const { client } = await other.person('lead');
    await place();
    for (const query of [`comment=${decided.comment}`, `item=${decided.item}`]) {
      const { status, body } = await client.get(other.review(`events?${query}`));
      expect([status, body]).toEqual([200, { items: [], nextCursor: null }]);
    }
  });

  it('as NDJSON holds every line once, in order', async () => {
    const answer = await ask('', { accept: 'application/x-ndjson' });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="events-[\w-]+-\d{4}-\d\d-\d\d\.ndjson"$/);
    const lines = String(answer.body).trimEnd().split('\n').map((line) => JSON.parse(line) as Line);
    // No word of a comment leaves with a file.
    expect(lines).toEqual((await all('')).map((line) => Object.fromEntries(Object.entries(line).filter(([name]) => name !== 'excerpt'))));
  });

  it('as CSV has a head, a line for each event, and no cell that a spreadsheet would run', async () => {
    const answer = await ask('?type=item.claimed,decision.made&format=csv');
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const [head, ...lines] = String(answer.body).trimEnd().split('\r\n');
    expect(head).toBe('position,created_at,type,actor,actor_name,comment_id,item_id,decision_id,payload');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(`,decision.made,person:${ana.id},'=Ana(),${decided.comment},${decided.item},`);
  });

  it.each([['', {}], ['?format=csv', {}], ['', { accept: 'application/x-ndjson' }]])('is for those who may read it alone: %s', async (query, headers) => {
    expect((await ana.client.get(desk.review(`events${query}`), headers)).status).toBe(403);
  });
});

describe('a log of forty thousand lines', () => {
  const MANY = 40_000;

  beforeAll(async () => {
    await database.query(
      `WITH lines AS (SELECT gen_random_uuid() AS id, n FROM generate_series(1, $2::integer) n),
         written AS (INSERT INTO event (site_id, id, type, actor, payload, created_at)
                     SELECT $1, id, CASE WHEN n % 10000 = 0 THEN 'settings.changed' ELSE 'item.released' END, 'system', '{}', timestamptz '2020-01-01Z' + n * interval '1 minute' FROM lines)
       INSERT INTO event_position (site_id, position, event_id) SELECT $1, (SELECT max(position) FROM event_position WHERE site_id = $1) + n, id FROM lines`,
      [(await other()).site.id, MANY],
    );
  });

  let made: Promise<Desk> | undefined;
  const other = (): Promise<Desk> => {
    made ??= (async () => {
      const there = await Desk.at(desk.on, desk.world);
      await place();
      return there;
    })();
    return made;
  };

  it('is searched a bounded stretch at a time: pages may be empty, and together they hold what there is', async () => {
    const there = await other();
    const { client } = await there.person('lead');
    const [found, pages]: [string[], number[]] = [[], []];
    for (let after: string | null = '0'; after !== null;) {
      const { body } = (await client.get(there.review(`events?type=settings.changed&from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z&after=${after}`))) as { body: { items: Line[]; nextCursor: string | null } };
      found.push(...body.items.map(({ createdAt }) => createdAt));
      pages.push(body.items.length);
      after = body.nextCursor;
    }
    expect(found).toHaveLength(4);
    expect(pages.length).toBeGreaterThan(1);
  });

  it('is read from where the time begins, not from the first line', async () => {
    const there = await other();
    const { client } = await there.person('lead');
    const { body } = await client.get(there.review('events?from=2020-01-28T10:00:00Z&to=2020-01-28T11:00:00Z&limit=100'));
    expect(body.items).toHaveLength(60);
  });

  it('leaves eight times at once, and once more when one has ended; also one that is given up', async () => {
    const there = await other();
    const { client } = await there.person('lead');
    const start = async (): Promise<IncomingMessage> => {
      const asked = get(`${base}${there.review('events?format=ndjson')}`, { headers: { ...client.headers }, agent: false });
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      response.on('error', () => undefined);
      return response;
    };
    // Nobody reads: each stays where it is with what fits between the two.
    const running = await Promise.all(Array.from({ length: MOST_EXPORTS }, start));
    expect(running.map(({ statusCode }) => statusCode)).toEqual(running.map(() => 200));
    const refused = await start();
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '30']);
    running[0]?.destroy();
    let next = await start();
    // The service hears of it a moment later.
    for (let tries = 0; next.statusCode === 429 && tries < 200; tries++) next = await start();
    expect(next.statusCode).toBe(200);
    for (const response of [...running, next]) response.destroy();
  });

  it('leaves as a file, whole and in order', async () => {
    const there = await other();
    const { client } = await there.person('lead');
    const request = get(`${base}${there.review('events?format=ndjson')}`, { headers: { ...client.headers }, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    await once(response, 'end');
    const positions = text.trimEnd().split('\n').map((line) => (JSON.parse(line) as Line).position);
    const last = await desk.on.app.get(StreamStore).last(desk.on.app.get(UnitOfWork).reads, there.site.id);
    expect(positions).toEqual(Array.from({ length: last }, (_, index) => index + 1));
  });
});
