import fc from 'fast-check';
import { must } from '../../../src/domain/must';
import type { CommentStatus } from '../../../src/domain/statuses';
import { statusAfterEdit, statusOfVerdict, transition, type VerdictAction } from '../../../src/domain/transitions';
import type { PersonInWorld } from '../../support/world';
import type { Answer } from '../../support/client';
import { Newsroom, saying } from './newsroom';

type Step =
  | { readonly kind: 'edit'; readonly spam: boolean }
  | { readonly kind: 'report' | 'anonymous report' | 'withdraw' | 'undo' }
  | { readonly kind: 'decide'; readonly action: 'approve' | 'reject'; readonly direct: boolean };

interface LoggedEvent {
  readonly type: string;
  readonly decision_id: string | null;
  readonly payload: { readonly status: string; readonly version: number; readonly action?: string };
}

const SPAM = 'Look here: https://bit.ly/3xYz';
const UNKNOWN_ITEM = '01a20a51-56fd-75e9-a958-000000000000';

let newsroom: Newsroom;
let moderators: readonly PersonInWorld[];

beforeAll(async () => {
  newsroom = await Newsroom.open();
  moderators = await Promise.all([newsroom.world.person(newsroom.site, 'moderator'), newsroom.world.person(newsroom.site, 'lead')]);
});

afterAll(() => newsroom.close());

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), spam: fc.boolean() }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('report' as const) }) },
  fc.record({ kind: fc.constant('anonymous report' as const) }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('decide' as const), action: fc.constantFrom('approve' as const, 'reject' as const), direct: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
);
/** Withdrawing ends the story, so it stands at its end or nowhere; then something more is tried on what is gone. */
const story = fc.tuple(fc.boolean(), fc.array(step, { minLength: 1, maxLength: 9 }), fc.option(fc.array(step, { maxLength: 2 }))).map(([spam, steps, after]) => ({
  spam,
  steps: after === null ? steps : [...steps, { kind: 'withdraw' as const }, ...after],
}));

let reporters = 0;

class Actors {
  private readonly decisions: string[] = [];

  constructor(private readonly id: string) {}

  async take(taken: Step, turn: number): Promise<Answer> {
    const { version } = await newsroom.read(this.id);
    const client = moderators[turn % moderators.length]?.client ?? newsroom.server;
    const comment = newsroom.path(`comments/${this.id}`);
    switch (taken.kind) {
      case 'edit':
        return newsroom.server.patch(comment, { body: taken.spam ? `${SPAM} ${turn}` : saying() }, { 'if-match': `"${version}"` });
      case 'report':
        return newsroom.server.post(`${comment}/reports`, { reason: 'spam', reporterId: `r-${reporters++}` });
      case 'anonymous report':
        return newsroom.server.post(`${comment}/reports`, { reason: 'spam', reporterIp: `2001:db8::${(reporters++).toString(16)}` });
      case 'withdraw':
        return newsroom.server.delete(comment);
      case 'undo':
        return client.post(newsroom.path(`review/decisions/${this.decisions.at(-1) ?? UNKNOWN_ITEM}/reversal`));
      case 'decide': {
        const body = { action: taken.action, ...(taken.action === 'reject' ? { reasonCode: 'spam' } : {}) };
        const [item] = await openItems(this.id);
        const answer = taken.direct || !item ? await client.post(`${comment}/decisions`, body, { 'if-match': `"${version}"` }) : await client.post(newsroom.path(`review/items/${item.id}/decisions`), body, { 'if-match': `"${item.version}"` });
        if (answer.status === 201) this.decisions.push(String(answer.body.id));
        return answer;
      }
    }
  }
}

const openItems = (id: string): Promise<{ id: string; version: number }[]> => newsroom.rows(`SELECT id, version FROM review_item WHERE comment_id = $1 AND state = 'open'`, [id]);

/** What the log alone says: its events in their order, one after the other through the table of the states. */
async function fold(id: string): Promise<{ status: string; version: number }> {
  const events = await newsroom.rows<LoggedEvent>('SELECT type, decision_id, payload FROM event WHERE comment_id = $1 ORDER BY id', [id]);
  const beforeDecision = new Map<string, CommentStatus>();
  let [status, version]: [CommentStatus, number] = ['published', 0];
  for (const { type, decision_id: decisionId, payload } of events) {
    if (type === 'decision.made') beforeDecision.set(decisionId ?? '', status);
    status = type === 'decision.reversed' ? must(beforeDecision.get(decisionId ?? ''), 'a decision that was made') : after(status, type, payload.action);
    // Every event that changes the comment moves its version, and none of them twice.
    const moves = !['comment.reported', 'item.opened', 'item.claimed', 'item.released', 'item.skipped'].includes(type);
    if (moves) {
      expect({ type, ...payload }).toMatchObject({ type, status, version: version + 1 });
      version++;
    }
  }
  return { status, version };
}

function after(status: CommentStatus, type: string, action = ''): CommentStatus {
  switch (type) {
    case 'comment.submitted':
      return statusOfVerdict(action as VerdictAction).to;
    case 'comment.edited':
      return must(statusAfterEdit(status, action as VerdictAction), 'status after an edit').to;
    case 'comment.withdrawn':
      return must(transition(status, 'withdraw'), 'status after withdrawing').to;
    case 'comment.held':
      return must(transition(status, 'auto_hold'), 'status after an automatic hold').to;
    case 'decision.made':
      return must(transition(status, action as 'approve' | 'reject'), 'status after a decision').to;
    default:
      return status;
  }
}

/** The stored comment, with how many rows it is. */
async function stored(id: string): Promise<{ comments: number; revisions: number; revision: number }> {
  const [row] = await newsroom.rows<{ comments: number; revisions: number; revision: number }>(
    `SELECT count(DISTINCT c.id)::integer AS comments, count(*)::integer AS revisions, max(c.revision) AS revision FROM comment c JOIN comment_revision r ON r.comment_id = c.id WHERE c.id = $1`,
    [id],
  );
  return row ?? { comments: 0, revisions: 0, revision: 0 };
}

interface Turn {
  readonly answer: Answer;
  readonly before: { readonly status: string; readonly version: number };
  readonly now: { readonly status: string; readonly version: number };
  readonly items: readonly object[];
}

/** Which promises one step broke. */
function wrongs({ answer, before, now, items }: Turn): string[] {
  const isSame = now.status === before.status && now.version === before.version;
  const promises: readonly (readonly [string, boolean])[] = [
    [`an answer that makes sense, not ${answer.status}`, [200, 201, 204, 403, 404, 409].includes(answer.status)],
    ['a refusal changes nothing', answer.status < 400 || isSame],
    ['a version never falls, and rises with every change of the status', now.version > before.version || isSame],
    ['nothing follows a withdrawal', before.status !== 'withdrawn' || isSame],
    ['at most one item is open', items.length <= 1],
    ['what is held waits at the desk', now.status !== 'held' || items.length === 1],
    ['what is withdrawn does not', now.status !== 'withdrawn' || items.length === 0],
  ];
  return promises.flatMap(([promise, isKept]) => (isKept ? [] : [promise]));
}

describe('whatever happens to a comment', () => {
  it('its status is what its events say, its version only rises, and at most one item is open', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ spam, steps }) => {
        const made = await newsroom.accepted({ body: spam ? SPAM : saying() });
        const actors = new Actors(made.id);
        let before = { status: made.status, version: made.version };
        for (const [turn, taken] of steps.entries()) {
          const answer = await actors.take(taken, turn);
          const { status, version } = await newsroom.read(made.id);
          const now = { status, version };
          expect(wrongs({ answer, before, now, items: await openItems(made.id) })).toEqual([]);
          expect(await fold(made.id)).toEqual(now);
          before = now;
        }
        const { comments, revisions, revision } = await stored(made.id);
        expect([comments, revisions]).toEqual([1, revision]);
      }),
      { numRuns: 40 },
    );
  });

  it('holds as well when it all happens at the same time', async () => {
    for (let round = 0; round < 8; round++) {
      const made = await newsroom.accepted({ body: round % 2 === 0 ? SPAM : saying() });
      const actors = new Actors(made.id);
      const steps: Step[] = [{ kind: 'edit', spam: false }, { kind: 'decide', action: 'approve', direct: false }, { kind: 'decide', action: 'reject', direct: true }, { kind: 'report' }, { kind: 'report' }, { kind: 'report' }, { kind: 'edit', spam: true }, ...(round > 5 ? [{ kind: 'withdraw' as const }] : [])];
      const answers = await Promise.all(steps.map((taken, turn) => actors.take(taken, turn)));
      expect(answers.filter(({ status }) => ![200, 201, 204, 404, 409, 412].includes(status))).toEqual([]);
      const { status, version } = await newsroom.read(made.id);
      expect(await fold(made.id)).toEqual({ status, version });
      const items = await openItems(made.id);
      expect([items.length <= 1, status !== 'held' || items.length === 1]).toEqual([true, true]);
    }
  });
});
