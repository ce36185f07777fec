import { randomUUID } from 'node:crypto';
import { ExpireData } from '../../../src/privacy/expire-data';
import type { Answer, Client } from '../../support/client';
import { columnsWith } from '../../support/columns-with';
import { expectStatus } from '../../support/world';
import { Client as Database } from 'pg';
import { Desk } from '../review/desk-world';
import { Court } from './court';

let first: Desk;

beforeAll(async () => {
  first = await Desk.open();
});

afterAll(() => first.close());

const DAY_MS = 86_400_000;

interface Receipt {
  readonly id: string;
  readonly reference: string;
  readonly text: string;
}

/** A site that takes notices, with somebody who gives them. */
class Bench {
  private constructor(readonly court: Court) {}

  static async open({ notices = true } = {}): Promise<Bench> {
    const court = await Court.open(first);
    expectStatus(await (await court.desk.world.ownerClient()).patch(court.desk.path('settings'), { law: { notices } }), 200);
    return new Bench(court);
  }

  get desk(): Desk {
    return this.court.desk;
  }

  /** A comment that is up. */
  async published(): Promise<string> {
    const id = await this.court.says(`A calm remark ${randomUUID()}`);
    await this.court.decide(id, { action: 'approve' });
    return id;
  }

  /** Each from an address of its own, unless told otherwise. */
  send(commentId: string, more: object = {}, { client = this.desk.world.nobody, headers = {} }: { readonly client?: Client; readonly headers?: Record<string, string> } = {}): Promise<Answer> {
    return client.post(this.desk.path('notices'), { commentId, category: 'ILLEGAL_OR_HARMFUL_SPEECH', explanation: 'It insults a minority, against section 130.', name: 'Nora Notifier', email: 'nora@elsewhere.example', isGoodFaith: true, ...more }, headers);
  }

  async give(commentId: string, more: object = {}, headers: Record<string, string> = {}): Promise<Receipt> {
    return expectStatus(await this.send(commentId, more, { headers }), 201).body as Receipt;
  }

  async answer(reference: string): Promise<Answer['body']> {
    await this.court.follow();
    return expectStatus(await this.desk.world.nobody.post(this.desk.path('notices:status'), { reference }), 200).body;
  }
}

describe('a notice of illegal content', () => {
  it('is confirmed in the language of whoever gives it, and waits at the desk with its mark', async () => {
    const bench = await Bench.open();
    const id = await bench.published();
    const receipt = await bench.give(id, {}, { 'accept-language': 'de' });
    expect(receipt).toEqual({ id: expect.any(String), reference: expect.stringMatching(/^weir_notice_[\w-]{43}$/), receivedAt: expect.any(String), text: expect.stringMatching(/^Wir haben Ihre Meldung erhalten/) });
    const item = await bench.desk.itemOf(id, bench.court.moderator.client);
    expect(item).toMatchObject({ reason: 'Notice of illegal content', queueId: 'reported', signals: [{ kind: 'notice', notice: { id: receipt.id, category: 'ILLEGAL_OR_HARMFUL_SPEECH', explanation: 'It insults a minority, against section 130.', isTrusted: false, outcome: null } }] });
    expect(JSON.stringify(item)).not.toMatch(/Nora|nora@/);
    expect(await bench.answer(receipt.reference)).toEqual({ id: receipt.id, receivedAt: expect.any(String), outcome: null, decidedAt: null, isDecidedAutomatically: false, text: 'Über Ihre Meldung hat noch niemand entschieden.' });
    expect(await bench.desk.comment(id)).toMatchObject({ status: 'published' });
  });

  it('that comes while a moderator reads the comment makes that decision impossible until it has been read', async () => {
    const bench = await Bench.open();
    const id = await bench.published();
    expectStatus(await bench.desk.server.post(bench.desk.path(`comments/${id}/reports`), { reason: 'offensive', reporterId: 'r-1' }), 201);
    const before = await bench.desk.itemOf(id, bench.court.moderator.client);
    await bench.give(id);
    expect((await bench.desk.decide(bench.court.moderator.client, before, { action: 'approve' })).status).toBe(412);
    const now = await bench.desk.itemOf(id, bench.court.moderator.client);
    expect([now.id, now['reason'], (now['signals'] as { kind: string }[]).map(({ kind }) => kind)]).toEqual([before.id, 'Notice of illegal content', ['report', 'notice']]);
  });

  it.each([
    ['no comment of the site', { commentId: randomUUID() }, 404],
    ['no category of the law', { category: 'OTHER_VIOLATION_TC' }, 422],
    ['no explanation', { explanation: 'Bad.' }, 422],
    ['no name', { name: undefined }, 422],
    ['no address', { email: undefined }, 422],
    ['no statement of good faith', { isGoodFaith: false }, 422],
    ['what only the site may say', { isTrustedFlagger: true }, 422],
    ['no name, about sexual abuse of children', { name: undefined, email: undefined, isChildSexualAbuse: true, category: 'PROTECTION_OF_MINORS' }, 201],
  ])('with %s', async (_, more, status) => {
    const bench = await Bench.open();
    expect((await bench.send(await bench.published(), more)).status).toBe(status);
  });

  it('is not taken of a comment that is not up, nor where the site has not switched it on', async () => {
    const bench = await Bench.open();
    expect((await bench.send(await bench.court.says('A calm remark about the weather.'))).status).toBe(404);
    const shut = await Bench.open({ notices: false });
    expect((await shut.send(await shut.published())).body).toMatchObject({ status: 409, code: 'not_possible' });
  });

  it('is limited to twenty an hour from one address', async () => {
    const bench = await Bench.open();
    const id = await bench.published();
    const statuses = await Promise.all(Array.from({ length: 22 }, async () => (await bench.send(id)).status));
    expect(statuses.sort()).toEqual([...Array<number>(20).fill(201), 429, 429]);
  });
});

describe('the outcome', () => {
  it.each([
    ['reject', 'removed', /is no longer shown\. A person decided\. If you do not agree, write to the site; you can also go to court\.$/],
    ['approve', 'kept', /was looked at, and stays\. A person decided\./],
  ])('is, when a moderator says %s: %s', async (action, outcome, text) => {
    const bench = await Bench.open();
    await bench.court.listen();
    const id = await bench.published();
    const [one, two] = [await bench.give(id), await bench.give(id, { email: 'other@elsewhere.example' })];
    const decision = await bench.court.decide(id, { action, ...(action === 'reject' ? { reasonCode: 'hate' } : {}) });
    for (const { reference } of [one, two]) expect(await bench.answer(reference)).toMatchObject({ outcome, decidedAt: expect.any(String), isDecidedAutomatically: false, text: expect.stringMatching(text) });
    expect(await bench.court.messages('notice.decided')).toMatchObject([one, two].map((each) => ({ wait: 15, decision_id: String(decision.id), payload: { notice: { id: each.id }, comment: { status: action === 'reject' ? 'rejected' : 'published' } } })));
    const told = JSON.stringify([await bench.court.messages('notice.received'), await bench.court.messages('notice.decided'), await bench.desk.log()]);
    expect(told).toContain('We have received your notice.');
    expect(told).not.toMatch(/Nora|nora@|section 130|weir_notice_/);
  });

  it('is named by the statement of reasons', async () => {
    const bench = await Bench.open();
    const id = await bench.published();
    await bench.give(id);
    await bench.court.decide(id, { action: 'reject', reasonCode: 'hate' });
    expect((await bench.court.stated())[0]).toMatchObject({ source: 'article_16', facts: 'A comment was rejected or removed. Somebody had given notice that it is illegal. A person decided.' });
  });

  it('is open again when the decision is taken back, and nobody is told of it', async () => {
    const bench = await Bench.open();
    await bench.court.listen();
    const id = await bench.published();
    const { reference } = await bench.give(id);
    const decision = await bench.court.decide(id, { action: 'reject', reasonCode: 'hate' });
    expect(await bench.answer(reference)).toMatchObject({ outcome: 'removed' });
    await bench.court.undo(decision);
    expect(await bench.answer(reference)).toMatchObject({ outcome: null, decidedAt: null });
    expect(await bench.court.messages('notice.decided')).toEqual([]);
  });

  it('does not come from a decision that was made before the notice, however late the log is read', async () => {
    const bench = await Bench.open();
    const id = await bench.published();
    await bench.desk.server.post(bench.desk.path(`comments/${id}/reports`), { reason: 'offensive', reporterId: 'r-1' });
    await bench.court.decide(id, { action: 'approve' });
    const { reference } = await bench.give(id);
    expect(await bench.answer(reference)).toMatchObject({ outcome: null });
  });

  it('is by rule when the author edits the comment into one that a rule rejects, and none when they withdraw it', async () => {
    const bench = await Bench.open();
    const [edited, withdrawn] = [await bench.published(), await bench.published()];
    const [one, two] = [await bench.give(edited), await bench.give(withdrawn)];
    const { version } = await bench.desk.comment(edited);
    expectStatus(await bench.desk.server.patch(bench.desk.path(`comments/${edited}`), { body: 'a blimflax here' }, { 'if-match': `"${String(version)}"` }), 200);
    await bench.desk.server.delete(bench.desk.path(`comments/${withdrawn}`));
    expect(await bench.answer(one.reference)).toMatchObject({ outcome: 'removed', isDecidedAutomatically: true, text: expect.stringContaining('An automatic rule decided.') });
    expect(await bench.answer(two.reference)).toMatchObject({ outcome: 'gone', text: expect.stringContaining('no longer there') });
  });

  it('is told to nobody who has no reference, or one of another site', async () => {
    const [bench, other] = [await Bench.open(), await Bench.open()];
    const { reference } = await bench.give(await bench.published());
    for (const [at, said] of [[other, reference], [bench, `${reference}x`], [bench, 'weir_notice_']] as const) {
      expect((await at.desk.world.nobody.post(at.desk.path('notices:status'), { reference: said })).status).toBe(404);
    }
  });
});

describe('a notice that the site hands on', () => {
  it('from a trusted flagger goes first, and the statement and the export say so', async () => {
    const bench = await Bench.open();
    const id = await bench.published();
    const key = bench.desk.server;
    const said = { commentId: id, category: 'VIOLENCE', explanation: 'A call for violence.', name: 'Trusted e.V.', email: 'flags@trusted.example', isGoodFaith: true, isTrustedFlagger: true, lang: 'fr-BE' };
    expect(expectStatus(await key.post(bench.desk.path('law/notices'), said), 201).body).toMatchObject({ text: expect.stringMatching(/^Nous avons reçu/) });
    expect((await bench.desk.itemOf(id, bench.court.moderator.client))['priority']).toBe(300_000);
    await bench.court.decide(id, { action: 'reject', reasonCode: 'threat' });
    const [statement] = await bench.court.stated();
    expect(statement).toMatchObject({ source: 'trusted_flagger', isDetectedAutomatically: false });
    expect(expectStatus(await bench.court.moderator.client.get(bench.desk.path(`law/statements/${String(statement?.id)}/transparency-database`)), 200).body).toMatchObject({ source_type: 'SOURCE_TRUSTED_FLAGGER' });
  });
});

describe('who gave a notice', () => {
  it('stands nowhere in clear, is told to those who care for personal data, and the log says who asked', async () => {
    const bench = await Bench.open();
    const { id } = await bench.give(await bench.published(), { name: 'Qzzname Notifier', email: 'qzzaddress@elsewhere.example' });
    const database = new Database({ connectionString: bench.desk.on.databaseUrl });
    await database.connect();
    expect([await columnsWith(database, 'qzzname'), await columnsWith(database, 'qzzaddress')]).toEqual([[], []]);
    await database.end();
    const lead = bench.court.moderator.client;
    const admin = await bench.desk.person('admin');
    expect((await lead.get(bench.desk.path(`law/notices/${id}/notifier`))).status).toBe(403);
    expect(expectStatus(await admin.client.get(bench.desk.path(`law/notices/${id}/notifier`)), 200).body).toEqual({ name: 'Qzzname Notifier', email: 'qzzaddress@elsewhere.example', lang: 'en' });
    expect((await bench.desk.log()).filter(({ type }) => type === 'notifier.read')).toMatchObject([{ actor: `person:${admin.id}`, payload: { noticeId: id } }]);
    expect(expectStatus(await lead.get(bench.desk.path('law/notices')), 200).body).toMatchObject({ items: [{ id, hasNotifier: true, outcome: null }], nextCursor: null });
    expect(expectStatus(await lead.get(bench.desk.path(`law/notices/${id}`)), 200).body).toMatchObject({ id });
    expect(expectStatus(await lead.get(bench.desk.path('law/notices?state=decided')), 200).body.items).toEqual([]);
    expect(expectStatus(await lead.get(bench.desk.path('law/notices?state=open')), 200).body.items).toHaveLength(1);
  });

  it('is forgotten when they ask for it, from every notice, and what was decided stays', async () => {
    const bench = await Bench.open();
    const id = await bench.published();
    const notices = [await bench.give(id), await bench.give(id), await bench.give(id, { email: 'other@elsewhere.example' })];
    const admin = await bench.desk.person('admin');
    expect(expectStatus(await admin.client.post(bench.desk.path('law/notices:erase-notifier'), { email: 'NORA@elsewhere.example' }), 200).body).toEqual({ notices: 2 });
    expect(expectStatus(await admin.client.post(bench.desk.path('law/notices:erase-notifier'), { email: 'nora@elsewhere.example' }), 200).body).toEqual({ notices: 0 });
    const { items } = expectStatus(await admin.client.get(bench.desk.path('law/notices')), 200).body as { items: { id: string; hasNotifier: boolean; explanation: string | null }[] };
    expect(items.map((each) => [each.id, each.hasNotifier, each.explanation === null])).toEqual([[notices[2]?.id, true, false], [notices[1]?.id, false, true], [notices[0]?.id, false, true]]);
    expect((await admin.client.get(bench.desk.path(`law/notices/${String(notices[0]?.id)}/notifier`))).status).toBe(410);
  });

  it('goes by itself some time after the outcome, never before it', async () => {
    const bench = await Bench.open();
    const [decided, open] = [await bench.published(), await bench.published()];
    const [one, two] = [await bench.give(decided), await bench.give(open)];
    await bench.court.decide(decided, { action: 'approve' });
    await bench.court.follow();
    const site = await bench.desk.world.site(bench.desk.site.slug);
    const expire = (days: number): Promise<boolean> => bench.desk.on.app.get(ExpireData, { strict: false }).execute(site, new Date(Date.now() + days * DAY_MS));
    const named = async (): Promise<object[]> => (expectStatus(await bench.court.moderator.client.get(bench.desk.path('law/notices')), 200).body.items as { id: string; hasNotifier: boolean }[]).map(({ id, hasNotifier }) => [id, hasNotifier]);
    await expire(179);
    expect(await named()).toEqual([[two.id, true], [one.id, true]]);
    await expire(181);
    expect(await named()).toEqual([[two.id, true], [one.id, false]]);
    expect((await bench.desk.world.nobody.post(bench.desk.path('notices:status'), { reference: one.reference })).status).toBe(404);
  });
});
