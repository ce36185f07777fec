import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { Client as Database } from 'pg';
import { RunBulk } from '../../../src/review/bulk/run-bulk';
import type { PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';

const COMMENTS = 3;

type Step =
  | { readonly kind: 'bulk approve' | 'bulk reject' | 'bulk of the author' | 'take back the last operation' | 'undo the last decision' }
  | { readonly kind: 'approve' | 'reject' | 'reject and ban' | 'approve and trust' | 'claim' | 'report' | 'edit' | 'withdraw'; readonly of: number };

const of = fc.nat({ max: COMMENTS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('bulk approve', 'bulk reject', 'bulk of the author', 'take back the last operation', 'undo the last decision') }),
  fc.record({ kind: fc.constantFrom('approve', 'reject', 'reject and ban', 'approve and trust', 'claim', 'report', 'edit', 'withdraw'), of }),
);

let desk: Desk;
let lead: PersonInWorld;
let ben: PersonInWorld;
let database: Database;

beforeAll(async () => {
  desk = await Desk.open();
  database = new Database({ connectionString: desk.on.databaseUrl });
  await database.connect();
  [lead, ben] = [await desk.person('lead', 'Lea'), await desk.person('moderator', 'Ben')];
});

afterAll(async () => {
  await database.end();
  await desk.close();
});

async function rows<Row>(sql: string, params: readonly unknown[]): Promise<Row[]> {
  return (await database.query<Row & object>(sql, [...params])).rows;
}

interface Item {
  readonly id: string;
  readonly version: number;
}

class Story {
  private operations: string[] = [];

  constructor(
    private readonly author: string,
    private readonly comments: readonly string[],
  ) {}

  /** As a careful client does it, on what is there now. Whether it is possible is the service's to say. */
  async take(next: Step): Promise<number> {
    switch (next.kind) {
      case 'bulk approve':
      case 'bulk reject':
        return this.bulk(next.kind.slice('bulk '.length), { ids: (await this.items()).map(({ id, version }) => ({ id, version })) });
      case 'bulk of the author':
        return this.bulk('reject', { filter: { author: this.author }, expectedCount: await this.waiting() });
      case 'take back the last operation':
        return this.operations.length === 0 ? 404 : (await lead.client.post(desk.review(`bulk-operations/${this.operations.at(-1) ?? ''}/reversal`), {})).status;
      case 'undo the last decision': {
        const [decision] = await rows<{ id: string }>('SELECT id FROM decision WHERE comment_id = ANY ($1) ORDER BY id DESC LIMIT 1', [this.comments]);
        return decision ? (await lead.client.post(desk.review(`decisions/${decision.id}/reversal`))).status : 404;
      }
      case 'approve':
      case 'reject':
      case 'reject and ban':
      case 'approve and trust':
      case 'claim':
      case 'report':
      case 'edit':
      case 'withdraw':
        return this.one(next.kind, this.comments[next.of] ?? '');
    }
  }

  /** What fits with nothing else: empty when all is well. */
  async wrong(): Promise<object[]> {
    const comments = await rows<object>(
      `SELECT * FROM (
         SELECT c.status, (SELECT e.payload ->> 'status' FROM event e WHERE e.comment_id = c.id AND e.payload ? 'status' ORDER BY e.id DESC LIMIT 1) AS told,
           (SELECT count(*)::integer FROM review_item i WHERE i.comment_id = c.id AND i.state = 'open') AS open
         FROM comment c WHERE c.id = ANY ($1)) s
       WHERE told IS DISTINCT FROM status OR open > 1 OR (status = 'held' AND open = 0) OR (status = 'withdrawn' AND open > 0)`,
      [this.comments],
    );
    const authors = await rows<object>(
      `SELECT * FROM (
         SELECT a.approved, a.rejected, a.standing, (SELECT e.payload ->> 'standing' FROM event e WHERE e.type = 'author.standing_changed' AND e.payload ->> 'authorId' = a.id ORDER BY e.id DESC LIMIT 1) AS told,
           (SELECT count(*) FROM (SELECT DISTINCT ON (d.comment_id) d.action FROM decision d WHERE d.comment_id = ANY ($2) AND d.reversed_by IS NULL ORDER BY d.comment_id, d.created_at DESC, d.id DESC) l WHERE l.action = 'approve')::integer AS should_approved,
           (SELECT count(*) FROM (SELECT DISTINCT ON (d.comment_id) d.action FROM decision d WHERE d.comment_id = ANY ($2) AND d.reversed_by IS NULL ORDER BY d.comment_id, d.created_at DESC, d.id DESC) l WHERE l.action = 'reject')::integer AS should_rejected
         FROM author a WHERE a.id = $1) s
       WHERE standing IS DISTINCT FROM told OR approved <> should_approved OR rejected <> should_rejected`,
      [this.author, this.comments],
    );
    const operations = await rows<object>(
      `SELECT * FROM (
         SELECT b.id, b.kind, b.status, b.total, (SELECT count(*)::integer FROM bulk_line l WHERE l.operation_id = b.id AND l.outcome IS NOT NULL) AS done,
           (SELECT count(*)::integer FROM bulk_line l WHERE l.operation_id = b.id AND l.outcome = 'failed') AS failed,
           (SELECT count(*)::integer FROM bulk_line l WHERE l.operation_id = b.id AND l.outcome = 'succeeded') AS succeeded,
           (SELECT count(*)::integer FROM decision d WHERE d.bulk_operation_id = b.id) AS decisions
         FROM bulk_operation b WHERE b.id = ANY ($1)) s
       WHERE status <> 'done' OR done <> total OR failed > 0 OR (kind = 'decide' AND decisions <> succeeded)`,
      [this.operations],
    );
    return [...comments, ...authors, ...operations];
  }

  private async bulk(action: string, selection: object): Promise<number> {
    const { status, body } = await ben.client.post(desk.review('bulk-operations'), { action, ...(action === 'reject' ? { reasonCode: 'spam' } : {}), selection });
    if (status === 202) this.operations.push(String(body.id));
    return status;
  }

  private async one(kind: string, commentId: string): Promise<number> {
    const [comment] = await rows<{ version: number }>('SELECT version FROM comment WHERE id = $1', [commentId]);
    const ifMatch = { 'if-match': `"${comment?.version ?? 0}"` };
    switch (kind) {
      case 'report':
        return (await desk.server.post(desk.path(`comments/${commentId}/reports`), { reason: 'spam', reporterId: `u-${randomUUID()}` })).status;
      case 'edit':
        return (await desk.server.patch(desk.path(`comments/${commentId}`), { body: `${aWord()} is what it says now.` }, ifMatch)).status;
      case 'withdraw':
        return (await desk.server.delete(desk.path(`comments/${commentId}`))).status;
    }
    const item = (await this.items()).find(({ comment_id }) => comment_id === commentId);
    if (!item) return 404;
    if (kind === 'claim') return (await lead.client.post(desk.review(`items/${item.id}/claim`), {})).status;
    const [action, authorAction] = kind.split(' and ');
    const body = { action, ...(action === 'reject' ? { reasonCode: 'abuse' } : {}), ...(authorAction === undefined ? {} : { authorAction: { kind: authorAction } }) };
    return (await desk.decide(lead.client, item, body)).status;
  }

  /** The latest item of each comment. */
  private items(): Promise<(Item & { readonly comment_id: string })[]> {
    return rows(`SELECT DISTINCT ON (comment_id) id, version, comment_id FROM review_item WHERE comment_id = ANY ($1) ORDER BY comment_id, (state = 'open') DESC, opened_at DESC`, [this.comments]);
  }

  private async waiting(): Promise<number> {
    return (await rows<{ n: number }>(`SELECT count(*)::integer AS n FROM waiting_item WHERE author_id = $1`, [this.author]))[0]?.n ?? 0;
  }
}

const aWord = (): string => randomUUID().replaceAll(/[^a-f]/g, 'o');

describe('whatever happens to comments of one author, one by one and many at once', () => {
  it('statuses are what the log says, record and standing what was last decided, and every line of an operation has its outcome', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const author = `u-${randomUUID()}`;
        const comments: string[] = [];
        for (let n = 0; n < COMMENTS; n++) comments.push((await desk.held(author, `${aWord()} is what I say.`)).id);
        const story = new Story(author, comments);
        for (const next of steps) {
          expect(await story.take(next)).toBeLessThan(500);
          await desk.on.app.get(RunBulk, { strict: false }).runOnce();
          expect(await story.wrong()).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  }, 180_000);
});
