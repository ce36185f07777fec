import fc from 'fast-check';
import { Client as Database } from 'pg';
import type { PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';

type Step = 'approve' | 'reject' | 'direct approve' | 'direct reject' | 'other approve' | 'other reject' | 'undo' | 'report' | 'appeal' | 'edit' | 'withdraw';
const STEPS: readonly Step[] = ['approve', 'reject', 'direct approve', 'direct reject', 'other approve', 'other reject', 'undo', 'undo', 'report', 'report', 'appeal', 'appeal', 'edit', 'withdraw'];

let desk: Desk;
let lead: PersonInWorld;
let other: PersonInWorld;
let database: Database;

beforeAll(async () => {
  desk = await Desk.open();
  database = new Database({ connectionString: desk.on.databaseUrl });
  await database.connect();
  [lead, other] = [await desk.person('lead', 'Lea'), await desk.person('lead', 'Olga')];
});

afterAll(async () => {
  await database.end();
  await desk.close();
});

async function one<Row>(sql: string, params: readonly unknown[]): Promise<Row | undefined> {
  return (await database.query<Row & object>(sql, [...params])).rows[0];
}

let reader = 0;

/** Does the step as a careful client would, on what is there now. Whether it is possible is the service's to say. */
async function take(step: Step, commentId: string): Promise<number> {
  const { version } = (await one<{ version: number }>('SELECT version FROM comment WHERE id = $1', [commentId])) ?? { version: 0 };
  const action = step.endsWith('approve') ? { action: 'approve' } : { action: 'reject', reasonCode: 'spam' };
  const ifMatch = { 'if-match': `"${version}"` };
  switch (step) {
    case 'approve':
    case 'reject':
    case 'other approve':
    case 'other reject': {
      const item = await one<{ id: string; version: number }>('SELECT id, version FROM review_item WHERE comment_id = $1 ORDER BY (state = $2) DESC, opened_at DESC LIMIT 1', [commentId, 'open']);
      return item ? (await desk.decide((step.startsWith('other') ? other : lead).client, item, action)).status : 404;
    }
    case 'direct approve':
    case 'direct reject':
      return (await lead.client.post(desk.path(`comments/${commentId}/decisions`), action, ifMatch)).status;
    case 'undo': {
      const decision = await one<{ id: string }>('SELECT id FROM decision WHERE comment_id = $1 ORDER BY id DESC LIMIT 1', [commentId]);
      return decision ? (await lead.client.post(desk.review(`decisions/${decision.id}/reversal`))).status : 404;
    }
    case 'report':
      return (await desk.server.post(desk.path(`comments/${commentId}/reports`), { reason: 'spam', reporterId: `u-reader-${++reader}` })).status;
    case 'appeal':
      return (await desk.server.post(desk.path(`comments/${commentId}/appeals`), { message: 'Please look again.' })).status;
    case 'edit':
      return (await desk.server.patch(desk.path(`comments/${commentId}`), { body: `Another calm remark, number ${++reader}.` }, ifMatch)).status;
    case 'withdraw':
      return (await desk.server.delete(desk.path(`comments/${commentId}`))).status;
  }
}

interface Told {
  readonly status: string;
  readonly told: string;
  readonly open: number;
  readonly approved: number;
  readonly rejected: number;
  readonly standing: 'approve' | 'reject' | null;
  /** Appeals that wait where nothing waits at the desk, were answered by whoever they are against, or say otherwise than their answer. */
  readonly wrong_appeals: number;
}

/** The comment as it is, and as its events, items and decisions say it must be. */
const state = (commentId: string): Promise<Told | undefined> =>
  one<Told>(
    `SELECT c.status, a.approved, a.rejected,
       (SELECT e.payload ->> 'status' FROM event e WHERE e.comment_id = c.id AND e.payload ? 'status' ORDER BY e.id DESC LIMIT 1) AS told,
       (SELECT count(*)::integer FROM review_item i WHERE i.comment_id = c.id AND i.state = 'open') AS open,
       (SELECT d.action FROM decision d WHERE d.comment_id = c.id AND d.reversed_by IS NULL ORDER BY d.created_at DESC, d.id DESC LIMIT 1) AS standing,
       (SELECT count(*)::integer FROM appeal p LEFT JOIN decision r ON r.id = p.resolution_id WHERE p.comment_id = c.id AND NOT CASE p.state
          WHEN 'open' THEN r.id IS NULL AND EXISTS (SELECT FROM review_item i WHERE i.comment_id = c.id AND i.state = 'open' AND i.kind = 'appeal')
          WHEN 'withdrawn' THEN r.id IS NULL
          ELSE r.reversed_by IS NULL AND r.action = CASE p.state WHEN 'upheld' THEN 'approve' ELSE 'reject' END AND r.decided_by IS DISTINCT FROM p.decided_by END) AS wrong_appeals
     FROM comment c JOIN author a ON a.site_id = c.site_id AND a.id = c.author_id WHERE c.id = $1`,
    [commentId],
  );

/** How many open items a comment of that status may have. */
const OPEN_ITEMS: Readonly<Record<string, readonly number[]>> = { held: [1], published: [0, 1], rejected: [0, 1], withdrawn: [0] };

describe('whatever happens to a comment', () => {
  it('its status is what its events say, its author\'s record what the standing decision says, nothing held is forgotten, and no appeal is lost or answered by the wrong person', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 10 }), async (steps) => {
        const { id } = await desk.held();
        for (const step of steps) {
          const answered = await take(step, id);
          expect(answered).toBeLessThan(500);
          const now = await state(id);
          expect(now?.told).toBe(now?.status);
          expect([now?.approved, now?.rejected]).toEqual([Number(now?.standing === 'approve'), Number(now?.standing === 'reject')]);
          expect(OPEN_ITEMS[now?.status ?? '']).toContain(now?.open);
          expect(now?.wrong_appeals).toBe(0);
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
