import type { Client } from '../../../support/client';
import type { Desk } from '../desk-world';

/** A generator of numbers that gives the same ones for the same seed. */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What clients have seen of the site; they act on it whether or not it is still so. */
export class Sea {
  readonly comments: { readonly id: string; version: number }[] = [];
  readonly items: { readonly id: string; version: number }[] = [];
  readonly decisions: string[] = [];
  readonly claims: string[] = [];
  readonly bulks: string[] = [];
  /** How often each answer came. */
  readonly answers = new Map<number, number>();

  constructor(readonly desk: Desk) {}

  note(status: number): void {
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
  }
}

type Act = (sea: Sea, client: Client, pick: (below: number) => number) => Promise<{ readonly status: number }>;

export const AUTHORS = 12;
const TEXTS = ['A calm remark about the weather', 'I was there and saw nothing', 'Somebody should ask the mayor', 'Not again'];
const NOBODY = '01890000-0000-7000-8000-0000000000ff';

function any<T>(list: readonly T[], pick: (below: number) => number): T | undefined {
  // The latest are the most likely to be fought over.
  return list[Math.max(0, list.length - 1 - pick(40))];
}

const idOf = (thing: { readonly id: string } | undefined): string => thing?.id ?? NOBODY;

const submit: Act = async ({ desk, comments }, client, pick) => {
  const answer = await client.post(desk.path('comments'), { article: { id: pick(3) === 0 ? 'open-news' : desk.article }, author: { id: `u-${String(pick(AUTHORS))}`, name: 'A reader', kind: 'registered' }, body: `${TEXTS[pick(TEXTS.length)] ?? ''}, ${String(pick(1e9))}.` });
  if (answer.status === 201) comments.push({ id: String(answer.body.id), version: 1 });
  return answer;
};

const edit: Act = async ({ desk, comments }, client, pick) => {
  const comment = any(comments, pick);
  const answer = await client.patch(desk.path(`comments/${idOf(comment)}`), { body: `Said better, ${String(pick(1e9))}.` }, { 'if-match': `"${String((comment?.version ?? 1) + pick(2))}"` });
  if (answer.status === 200 && comment) comment.version = Number(answer.body.version);
  return answer;
};

const withdraw: Act = ({ desk, comments }, client, pick) => client.delete(desk.path(`comments/${idOf(any(comments, pick))}`));
const report: Act = ({ desk, comments }, client, pick) => client.post(desk.path(`comments/${idOf(any(comments, pick))}/reports`), { reason: 'spam', reporterId: `r-${String(pick(60))}` });
const appeal: Act = ({ desk, comments }, client, pick) => client.post(desk.path(`comments/${idOf(any(comments, pick))}/appeals`), { message: 'Please look again.' });

/** By the site: what readers do. */
export const READERS: readonly Act[] = [submit, submit, submit, edit, withdraw, report, report, appeal];

const look: Act = async ({ desk, items }, client, pick) => {
  const answer = await client.get(desk.review(`items?limit=20&sort=${['priority', 'oldest', 'newest'][pick(3)] ?? 'priority'}`));
  for (const { id, version } of (answer.body.items ?? []) as { id: string; version: number }[]) remember(items, { id, version });
  return answer;
};

function remember(items: { readonly id: string; version: number }[], seen: { readonly id: string; readonly version: number }): void {
  const known = items.find(({ id }) => id === seen.id);
  if (known) known.version = seen.version;
  else items.push({ ...seen });
}

const next: Act = async ({ desk, items, claims }, client, pick) => {
  const answer = await client.post(desk.review('claims'), { count: 1 + pick(3) });
  if (answer.status === 200) claims.push(String(answer.body.claim.id));
  for (const { id, version } of (answer.body.items ?? []) as { id: string; version: number }[]) remember(items, { id, version });
  return answer;
};

const take: Act = ({ desk, items }, client, pick) => client.post(desk.review(`items/${idOf(any(items, pick))}/claim`), { takeover: pick(4) === 0 });
const keep: Act = ({ desk, claims }, client, pick) => client.post(desk.review(`claims/${any(claims, pick) ?? NOBODY}/heartbeat`));
const release: Act = ({ desk, claims }, client, pick) => client.delete(desk.review(`claims/${any(claims, pick) ?? NOBODY}`));
const skip: Act = ({ desk, items }, client, pick) => client.post(desk.review(`items/${idOf(any(items, pick))}/skip`));

const decide: Act = async ({ desk, items, decisions }, client, pick) => {
  const item = any(items, pick);
  const action = pick(2) === 0 ? { action: 'approve' } : { action: 'reject', ...(pick(8) === 0 ? {} : { reasonCode: 'spam' }) };
  const answer = await client.post(desk.review(`items/${idOf(item)}/decisions`), action, { 'if-match': `"${String((item?.version ?? 1) + (pick(6) === 0 ? 1 : 0))}"` });
  if (answer.status === 201) decisions.push(String(answer.body.id));
  return answer;
};

const decideDirectly: Act = async ({ desk, comments, decisions }, client, pick) => {
  const comment = any(comments, pick);
  const answer = await client.post(desk.path(`comments/${idOf(comment)}/decisions`), pick(2) === 0 ? { action: 'approve' } : { action: 'reject', reasonCode: 'abuse' }, { 'if-match': `"${String((comment?.version ?? 1) + pick(3))}"` });
  if (answer.status === 201) decisions.push(String(answer.body.id));
  return answer;
};

const undo: Act = ({ desk, decisions }, client, pick) => client.post(desk.review(`decisions/${any(decisions, pick) ?? NOBODY}/reversal`));

const bulk: Act = async ({ desk, items, bulks }, client, pick) => {
  const chosen = new Map(Array.from({ length: 5 }, () => any(items, pick)).flatMap((item) => (item ? [[item.id, item.version] as const] : [])));
  const selection = { ids: Array.from(chosen, ([id, version]) => ({ id, version })) };
  const answer = await client.post(desk.review('bulk-operations'), { action: pick(2) === 0 ? 'approve' : 'reject', reasonCode: 'spam', selection, dryRun: pick(5) === 0 });
  if (answer.status === 202) bulks.push(String(answer.body.id));
  return answer;
};
const undoBulk: Act = ({ desk, bulks }, client, pick) => client.post(desk.review(`bulk-operations/${any(bulks, pick) ?? NOBODY}/reversal`));

const work = (verb: string, body: (pick: (below: number) => number) => object): Act => ({ desk, items }, client, pick) => client.post(desk.review(`items/${idOf(any(items, pick))}/${verb}`), body(pick));
const tag: Act = ({ desk, items }, client, pick) => client.put(desk.review(`items/${idOf(any(items, pick))}/tags/${['later', 'legal'][pick(2)] ?? 'later'}`), {});
const untag: Act = ({ desk, items }, client, pick) => client.delete(desk.review(`items/${idOf(any(items, pick))}/tags/later`));

/** At the desk: what moderators and leads do; much of it is not theirs to do, or comes too late. */
export const MODERATORS: readonly Act[] = [
  look, look, next, next, take, keep, release, skip, decide, decide, decide, decide, decideDirectly, undo, undo, bulk, undoBulk, tag, untag,
  work('escalate', () => ({})),
  work('snooze', (pick) => ({ until: new Date(Date.now() + 1_000 + pick(60_000)).toISOString() })),
  work('move', (pick) => ({ queueId: ['default', 'spam', 'nowhere'][pick(3)] })),
  work('notes', () => ({ text: 'A note.' })),
];
