import { aJudgedAuthor, aJudgedComment, RECEIVED_AT } from '../../test/support/judged';
import type { AuthorId, CommentId } from '../domain/ids';
import { factsOf } from './facts';
import type { JudgedComment } from './judged-comment';

const ago = (seconds: number): Date => new Date(RECEIVED_AT.getTime() - seconds * 1_000);
const fieldsOf = (more: Partial<JudgedComment>): Readonly<Record<string, unknown>> => factsOf(aJudgedComment(more), { rates: {}, sampleBuckets: {} }).fields;
const article = (more: Partial<JudgedComment['article']>): Partial<JudgedComment> => ({ article: { ...aJudgedComment().article, ...more } });
const request = (more: Partial<JudgedComment['request']>): Partial<JudgedComment> => ({ request: { ...aJudgedComment().request, ...more } });

describe('facts', () => {
  it('of an anonymous comment of which nothing is known name only what is certain', () => {
    expect(factsOf(aJudgedComment(), { rates: { r: 1 }, sampleBuckets: { s: 7 } })).toMatchObject({
      event: 'create',
      receivedAt: '2026-02-22T10:00:00.000Z',
      base: 'publish',
      failed: [],
      rates: { r: 1 },
      sampleBuckets: { s: 7 },
    });
    expect(fieldsOf({})).toEqual({
      'author.kind': 'anonymous',
      'article.id': 'a-1',
      'article.tags': [],
      'article.comments_mode': 'open',
      'article.comments_closed': false,
      'thread.depth': 0,
      'thread.is_reply': false,
      'thread.reply_to_self': false,
      'edit.is_edit': false,
      'time.hour': 10,
      'time.weekday': 'sun',
      'site.id': 'herald',
    });
  });

  it('are plain JSON that comes back from the database as it went in', () => {
    const facts = factsOf(aJudgedComment({ author: aJudgedAuthor({ registeredAt: ago(1), roles: ['staff'] }), decided: { action: 'approve', textChanged: true } }), { rates: {}, sampleBuckets: {} });
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    expect(facts.decided).toEqual({ action: 'approve', textChanged: true });
    expect(factsOf(aJudgedComment(), { rates: {}, sampleBuckets: {} })).not.toHaveProperty('decided');
  });

  it('hold neither the text of the comment nor its address', () => {
    const facts = JSON.stringify(factsOf(aJudgedComment({ text: { body: 'Slow news.', format: 'text', authorName: 'Ana' }, ...request({ ip: Buffer.from('192.0.2.7') }) }), { rates: {}, sampleBuckets: {} }));
    for (const hidden of ['Slow news.', 'Ana', '192.0.2.7', Buffer.from('192.0.2.7').toString('base64')]) expect(facts).not.toContain(hidden);
  });

  it.each([['open', 'publish'], ['premoderated', 'hold'], ['closed', 'reject']] as const)('of an %s article begin with %s', (mode, base) => {
    expect(factsOf(aJudgedComment(article({ mode })), { rates: {}, sampleBuckets: {} }).base).toBe(base);
    expect(fieldsOf(article({ mode }))['article.comments_closed']).toBe(mode === 'closed');
  });
});

describe('an author', () => {
  it('without a record has zeros and an even chance', () => {
    expect(fieldsOf({ author: aJudgedAuthor() })).toMatchObject({ 'author.approved': 0, 'author.rejected': 0, 'author.approval_rate': 0.5, 'author.first_comment': true });
  });

  it.each([[9, 0, 10 / 11], [0, 4, 1 / 6], [3, 1, 4 / 6]])('with %i approved and %i rejected comments has the rate %d', (approved, rejected, rate) => {
    expect(fieldsOf({ author: aJudgedAuthor({ approved, rejected }) })['author.approval_rate']).toBeCloseTo(rate, 12);
  });

  it('is as old as the account, in seconds, and never younger than nothing', () => {
    expect(fieldsOf({ author: aJudgedAuthor({ registeredAt: ago(90), lastRejectedAt: ago(30) }) })).toMatchObject({ 'author.account_age': 90, 'author.last_rejected': 30 });
    expect(fieldsOf({ author: aJudgedAuthor({ registeredAt: ago(-90) }) })).toMatchObject({ 'author.account_age': 0 });
    expect(fieldsOf({ author: aJudgedAuthor() })).not.toHaveProperty(['author.account_age']);
    expect(fieldsOf({ author: aJudgedAuthor() })).not.toHaveProperty(['author.last_rejected']);
  });

  it('has what the site says of it', () => {
    expect(fieldsOf({ author: aJudgedAuthor({ roles: ['trusted'], emailDomain: 'desk.example', emailVerified: false, submittedBefore: 3 }) })).toMatchObject({
      'author.roles': ['trusted'], 'author.email_domain': ['desk.example'], 'author.email_verified': false, 'author.first_comment': false,
    });
  });
});

describe('what moderators made of an author', () => {
  const until = new Date('2026-03-01T10:00:00Z');
  const facts = (kind: 'premoderate' | 'suspend' | 'ban' | 'trust', mode: 'open' | 'premoderated' | 'closed') =>
    factsOf(aJudgedComment({ author: aJudgedAuthor({ roles: ['fan'], standing: { kind, until } }), ...article({ mode }) }), { rates: {}, sampleBuckets: {} });

  it.each([
    ['premoderate', 'open', 'hold', 'premoderate'],
    ['premoderate', 'premoderated', 'hold', 'premoderate'],
    ['premoderate', 'closed', 'reject', undefined],
    ['suspend', 'open', 'reject', 'suspend'],
    ['ban', 'premoderated', 'reject', 'ban'],
    ['ban', 'closed', 'reject', undefined],
    ['trust', 'open', 'publish', undefined],
    ['trust', 'premoderated', 'hold', undefined],
  ] as const)('%s under an article that is %s: %s, because of %s', (kind, mode, base, by) => {
    expect(facts(kind, mode)).toMatchObject({ base, ...(by === undefined ? {} : { restricted: { by, until: until.toISOString() } }) });
    expect('restricted' in facts(kind, mode)).toBe(by !== undefined);
  });

  it('is a field of its own, and trust is a role that rules may exempt', () => {
    expect(facts('trust', 'open').fields).toMatchObject({ 'author.standing': 'trust', 'author.roles': ['fan', 'trusted'] });
    expect(facts('ban', 'open').fields).toMatchObject({ 'author.standing': 'ban', 'author.roles': ['fan'] });
    expect(fieldsOf({ author: aJudgedAuthor() })['author.standing']).toBeUndefined();
  });
});

describe('thread, edit and request', () => {
  const parent = { id: 'c-1' as CommentId, authorId: 'u-1' as AuthorId, depth: 2, revision: 1 };

  it('a reply is one deeper than its parent, and to oneself only if the author is known and the same', () => {
    expect(fieldsOf({ parent, author: aJudgedAuthor() })).toMatchObject({ 'thread.depth': 3, 'thread.is_reply': true, 'thread.reply_to_self': true });
    expect(fieldsOf({ parent, author: aJudgedAuthor({ id: 'u-2' as AuthorId }) })).toMatchObject({ 'thread.reply_to_self': false });
    expect(fieldsOf({ parent: { ...parent, authorId: null } })).toMatchObject({ 'thread.reply_to_self': false });
  });

  it('an edit says how much it changed and whether somebody had approved', () => {
    expect(fieldsOf({ edit: { changedRatio: 0.25, sinceApproved: true } })).toMatchObject({ 'edit.is_edit': true, 'edit.changed_ratio': 0.25, 'edit.since_approved': true });
    expect(fieldsOf({})).not.toHaveProperty(['edit.changed_ratio']);
  });

  it('a form\'s time is in seconds; its honeypot is filled or not, and unknown when there was none', () => {
    expect(fieldsOf(request({ formTimeMs: 1_500, honeypot: '', channel: 'web', country: 'AT', asn: 'AS64496' }))).toMatchObject({ 'request.form_time': 1.5, 'request.honeypot': false, 'request.channel': 'web', 'request.ip_country': 'AT', 'request.ip_asn': 'AS64496' });
    expect(fieldsOf(request({ honeypot: 'http://spam.example' }))).toMatchObject({ 'request.honeypot': true });
    expect(fieldsOf({})).not.toHaveProperty(['request.honeypot']);
    expect(fieldsOf(request({ formTimeMs: 0 }))).toMatchObject({ 'request.form_time': 0 });
  });

  it('an article is as old as its publication', () => {
    expect(fieldsOf(article({ publishedAt: ago(3_600), section: 'world', lang: 'en', tags: ['port'] }))).toMatchObject({ 'article.age': 3_600, 'article.section': 'world', 'article.lang': 'en', 'article.tags': ['port'] });
  });

  it('the hour is the site\'s own', () => {
    const { site } = aJudgedComment();
    expect(fieldsOf({ site: { ...site, settings: { ...site.settings, timeZone: 'America/Caracas' } } })).toMatchObject({ 'time.hour': 6, 'time.weekday': 'sun' });
  });
});
