import { Client as Database } from 'pg';
import { hashWords } from '../../../src/engine/text/ordinary-words';
import { IndexWords } from '../../../src/intake/index-words';
import { LearnWords } from '../../../src/evaluate/evidence/learn-words';
import { PublishVocabulary } from '../../../src/evaluate/evidence/publish-vocabulary';
import { SignalRounds } from '../../../src/evaluate/signals/signal-rounds';
import { newId } from '../../../src/platform/ids';
import { PositionEvents } from '../../../src/review/position-events';
import type { Client } from '../../support/client';
import { expectStatus, type PersonInWorld, type ReaderInWorld } from '../../support/world';
import { Desk } from '../review/desk-world';

/** A word that stands nowhere else, for each place where something of a person is kept; letters only, so that it can be learned as a word. */
export const CANARIES = {
  authorId: 'qzauthorid', name: 'qznamekanari', role: 'qzrole', emailDomain: 'qzmail.example', title: 'qztitle', body: 'qzbody', formerBody: 'qzformer', metadata: 'qzmetadata', userAgent: 'qzbrowser', channel: 'qzchannel',
  decisionNote: 'qzdecisionnote', decisionMessage: 'qzdecisionmessage', bulkNote: 'qzbulknote', itemNote: 'qzitemnote', tag: 'qztag', authorNote: 'qzauthornote', standingNote: 'qzstandingnote', labelNote: 'qzlabelnote',
  labelOfComment: 'qzcommentlabel', reportReceived: 'qzreportreceived', reportMade: 'qzreportmade', noticeReceived: 'qznoticereceived', noticeMade: 'qznoticemade', muteNote: 'qzmutenote', appeal: 'qzappeal', idempotencyKey: 'qzidempotency', suggested: 'qzsuggested', delivery: 'qzdelivery',
  importProblem: 'qzimportproblem', importOfComment: 'qzimportrun', backtest: 'qzbacktest', word: 'qzordinary', signal: 'qzsignal',
} as const;
export type Place = keyof typeof CANARIES;

export const AUTHOR = `u-${CANARIES.authorId}`;
const NAME = `${CANARIES.name} Berg`;
const DAY_MS = 86_400_000;

/** A site on which somebody has left something in every place there is, and somebody else has answered. */
export class PersonWorld {
  readonly comments: string[] = [];
  /** Comments of others: one that quotes, one that names, one that does neither. */
  quotes = '';
  names = '';
  answers = '';

  private constructor(
    readonly desk: Desk,
    readonly database: Database,
    readonly admin: PersonInWorld,
    readonly moderator: PersonInWorld,
    readonly reader: ReaderInWorld,
    readonly privacy: Client,
  ) {}

  static async open(desk?: Desk): Promise<PersonWorld> {
    const at = desk ?? (await Desk.open());
    const database = new Database({ connectionString: at.on.databaseUrl });
    await database.connect();
    const reader = await at.world.registeredReader(at.site, { sub: AUTHOR, name: NAME });
    const key = await at.world.siteKey(at.site, ['admin', 'comments:write', 'comments:read', 'articles:write', 'reports:write']);
    return new PersonWorld(at, database, await at.person('admin'), await at.person('moderator'), reader, key.client);
  }

  async close(): Promise<void> {
    await this.database.end();
    await this.desk.close();
  }

  path(rest: string): string {
    return this.desk.path(rest);
  }

  /** A comment of the person, as the site's server sends it. */
  async write(more: object = {}): Promise<string> {
    const author = { id: AUTHOR, name: NAME, kind: 'registered', roles: [CANARIES.role], email: `someone@${CANARIES.emailDomain}`, emailVerified: true };
    const said = { article: { id: 'open-news' }, author, body: `A calm remark with ${CANARIES.body} in it, about the harbour and its ferries.`, ...more };
    const { body } = expectStatus(await this.desk.server.post(this.path('comments'), said), 201);
    this.comments.push(String(body.id));
    return String(body.id);
  }

  async plant(): Promise<void> {
    await this.listen();
    const whole = await this.plantWords();
    await this.plantDesk();
    await this.plantLabelsAndNotes(whole);
    await this.plantReports(whole);
    await this.plantNotices(whole);
    await this.plantAnswers(whole);
    await this.plantLearned();
    await this.plantElsewhere(whole);
    await this.work();
  }

  /** What workers that read the log do within seconds. */
  async work(): Promise<void> {
    const { app } = this.desk.on;
    while ((await app.get(PositionEvents, { strict: false }).runOnce()) > 0);
    while ((await app.get(IndexWords, { strict: false }).runOnce()) > 0);
    while ((await app.get(LearnWords, { strict: false }).runOnce()).read > 0);
    while ((await app.get(SignalRounds, { strict: false }).learnOnce()) > 0);
  }

  async rows<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return (await this.database.query<Row>(sql, [...params])).rows;
  }

  /** Somebody who listens: else no message is written. */
  private async listen(): Promise<void> {
    expectStatus(await (await this.desk.world.ownerClient()).post(this.path('webhooks'), { url: 'https://hooks.news.example/weir' }), 201);
  }

  private async plantWords(): Promise<string> {
    const request = { ip: '203.0.113.77', deviceId: 'device-77', userAgent: `Browser ${CANARIES.userAgent}/1`, channel: CANARIES.channel };
    const id = await this.write({ title: `About ${CANARIES.title}`, body: `The former text with ${CANARIES.formerBody} in it.`, metadata: { theme: CANARIES.metadata }, request, externalId: 'c-1' });
    expectStatus(await this.desk.server.patch(this.path(`comments/${id}`), { body: `A calm remark with ${CANARIES.body} in it, about the harbour and its ferries.` }, { 'if-match': '"1"' }), 200);
    return id;
  }

  /** A held comment, rejected with note and message, and appealed against; another one rejected in bulk. */
  private async plantDesk(): Promise<void> {
    const article = this.desk.article;
    const { body: held } = expectStatus(await this.reader.client.post(this.path('comments'), { article: { id: article }, body: 'A calm remark that waits at the desk.' }, { 'idempotency-key': `key-${CANARIES.idempotencyKey}` }), 201);
    this.comments.push(String(held.id));
    const item = await this.desk.itemOf(String(held.id), this.moderator.client);
    expectStatus(await this.moderator.client.post(this.desk.review(`items/${item.id}/notes`), { text: `He is ${CANARIES.itemNote}` }), 201);
    expectStatus(await this.moderator.client.put(this.desk.review(`items/${item.id}/tags/${CANARIES.tag}`), {}), 200);
    const now = await this.desk.itemOf(String(held.id), this.moderator.client);
    expectStatus(await this.desk.decide(this.moderator.client, now, { action: 'reject', reasonCode: 'abuse', note: CANARIES.decisionNote, message: `Dear ${CANARIES.decisionMessage}`, authorAction: { kind: 'premoderate' } }), 201);
    expectStatus(await this.reader.client.post(this.path(`comments/${String(held.id)}/appeals`), { message: `But ${CANARIES.appeal}` }), 201);
    const other = await this.write();
    const decided = await this.direct(other, 'reject');
    const operation = newId();
    await this.database.query(
      `INSERT INTO bulk_operation (site_id, id, kind, status, action, on_claimed, origin, selection, note, total, may_override, requested_by, created_at) VALUES ($1, $2, 'decide', 'done', 'reject', 'skip', 'filter', $3, $4, 1, false, $5, now())`,
      [this.desk.site.id, operation, JSON.stringify({ author: AUTHOR }), CANARIES.bulkNote, this.moderator.id],
    );
    await this.database.query('UPDATE decision SET bulk_operation_id = $3 WHERE site_id = $1 AND id = $2', [this.desk.site.id, decided, operation]);
    await this.database.query(`UPDATE review_item SET reason = 'Says "${CANARIES.body}"' WHERE site_id = $1 AND comment_id = $2`, [this.desk.site.id, held.id]);
    expectStatus(await this.moderator.client.post(this.desk.review('views'), { name: 'Of one', filter: { author: AUTHOR }, isShared: true }), 201);
  }

  private async direct(comment: string, action: 'approve' | 'reject'): Promise<string> {
    const { version } = await this.desk.comment(comment);
    const { body } = expectStatus(await this.moderator.client.post(this.path(`comments/${comment}/decisions`), { action, ...(action === 'reject' ? { reasonCode: 'spam' } : {}) }, { 'if-match': `"${String(version)}"` }), 201);
    return String(body.id);
  }

  private async plantLabelsAndNotes(whole: string): Promise<void> {
    const author = `authors/${AUTHOR}`;
    expectStatus(await this.moderator.client.post(this.path(`${author}/notes`), { text: CANARIES.authorNote }), 201);
    expectStatus(await this.moderator.client.put(this.path(`${author}/standing`), { kind: 'premoderate', note: CANARIES.standingNote }), 200);
    expectStatus(await this.admin.client.post(this.path('labels'), { entity: 'author', subject: AUTHOR, label: 'watched', note: CANARIES.labelNote }), 201);
    expectStatus(await this.admin.client.post(this.path('labels'), { entity: 'ip', commentId: whole, label: 'watched', note: CANARIES.labelOfComment }), 201);
    expectStatus(await this.admin.client.post(this.path('labels'), { entity: 'article', commentId: whole, label: 'watched', note: CANARIES.labelOfComment }), 201);
  }

  private async plantReports(whole: string): Promise<void> {
    expectStatus(await this.desk.server.post(this.path(`comments/${whole}/reports`), { reason: 'offensive', note: `It is ${CANARIES.reportReceived}`, reporterId: 'u-somebody' }), 201);
    const { body } = expectStatus(await this.desk.server.post(this.path('comments'), { article: { id: 'open-news' }, author: { id: 'u-neighbour', name: 'Nele' }, body: 'What the neighbours say of the ferry.' }), 201);
    expectStatus(await this.reader.client.post(this.path(`comments/${String(body.id)}/reports`), { reason: 'offensive', note: `I think ${CANARIES.reportMade}` }), 201);
    expectStatus(await this.admin.client.put(this.path(`reporters/${AUTHOR}/muted`), { note: CANARIES.muteNote }), 200);
  }

  /** Of a comment of the person, and by the person, from their address, of one of somebody else's. */
  private async plantNotices(whole: string): Promise<void> {
    expectStatus(await (await this.desk.world.ownerClient()).patch(this.path('settings'), { law: { notices: true } }), 200);
    await this.database.query(`UPDATE comment SET status = 'published' WHERE site_id = $1 AND id = $2`, [this.desk.site.id, whole]);
    const { body } = expectStatus(await this.desk.server.post(this.path('comments'), { article: { id: 'open-news' }, author: { id: 'u-neighbour', name: 'Nele' }, body: 'What the neighbours say of the harbour.' }), 201);
    const notice = { category: 'CYBER_VIOLENCE', isGoodFaith: true };
    expectStatus(await this.desk.world.nobody.post(this.path('notices'), { ...notice, commentId: whole, explanation: `This is ${CANARIES.noticeReceived}`, name: 'Somebody', email: 'somebody@elsewhere.example' }), 201);
    expectStatus(await this.desk.world.nobody.post(this.path('notices'), { ...notice, commentId: body.id, explanation: `They say ${CANARIES.noticeMade}`, name: NAME, email: `SomeOne@${CANARIES.emailDomain}` }), 201);
  }

  private async plantAnswers(whole: string): Promise<void> {
    // Answers come under what is published.
    await this.database.query(`UPDATE comment SET status = 'published' WHERE site_id = $1 AND id = $2`, [this.desk.site.id, whole]);
    const answer = async (body: string): Promise<string> => String(expectStatus(await this.desk.server.post(this.path('comments'), { article: { id: 'open-news' }, parentId: whole, author: { id: 'u-neighbour', name: 'Nele' }, body }), 201).body.id);
    this.quotes = await answer('> about the harbour and its ferries\n\nNot all of them.');
    this.names = await answer(`Well said, ${NAME}!`);
    this.answers = await answer('That is another matter, and a long one.');
  }

  /** Words that only this person's approved comments have, until they are in a published vocabulary. */
  private async plantLearned(): Promise<void> {
    for (let n = 0; n < 5; n++) await this.direct(await this.write({ body: `The ${CANARIES.word} of pier ${String(n)} was on time, see https://${CANARIES.word}.example/${String(n)}` }), 'approve');
    await this.work();
    const version = await this.desk.on.app.get(PublishVocabulary, { strict: false }).execute(this.desk.site.id, hashWords([], 1), new Date(Date.now() + DAY_MS));
    if (version !== 1) throw new Error('No vocabulary was published');
  }

  /** What only workers write. */
  private async plantElsewhere(whole: string): Promise<void> {
    const site = this.desk.site.id;
    const [text] = await this.rows<{ body: string; at: Date }>('SELECT body, created_at AS at FROM comment_revision WHERE site_id = $1 AND comment_id = $2 ORDER BY revision DESC LIMIT 1', [site, whole]);
    await this.database.query('INSERT INTO near_duplicate (site_id, created_at, comment_id, cluster, bands) VALUES ($1, $2, $3, $3, $4)', [site, text?.at, whole, [1, 2, 3]]);
    await this.write({ body: `A text about ${CANARIES.suggested} that people scored.` });
    await this.database.query(
      `INSERT INTO suggested_score (site_id, id, connection_id, subject, label, value, body, is_learned, suggested_at) SELECT $1, $2, $2, 'text:x', 'TOXICITY', 1, r.body, true, now() FROM comment_revision r WHERE r.site_id = $1 AND r.body LIKE '%${CANARIES.suggested}%'`,
      [site, newId()],
    );
    const payload = JSON.stringify({ type: 'comment.decided', timestamp: '2026-03-01T10:00:00.000Z', data: { site: this.desk.site.slug, comment: { id: whole, authorId: AUTHOR, version: 1, body: CANARIES.delivery }, message: CANARIES.delivery } });
    await this.database.query(
      `INSERT INTO webhook_delivery (site_id, id, endpoint_id, message_id, type, payload, status, created_at) SELECT $1, $2, e.id, 'msg_1', 'comment.decided', $3, 'delivered', now() FROM webhook_endpoint e WHERE e.site_id = $1`,
      [site, newId(), payload],
    );
    const run = newId();
    const imports = `INSERT INTO import_run (site_id, id, format, source, status, problems, requested_by, created_at) VALUES ($1, $2, 'weir', 'weir', 'done', $3, 'system', now())`;
    await this.database.query(imports, [site, newId(), JSON.stringify([{ row: 1, line: 1, subject: AUTHOR, detail: `The name ${CANARIES.importProblem} is odd.`, isFailed: true }])]);
    await this.database.query(imports, [site, run, JSON.stringify([{ row: 1, line: 1, subject: 'c-1', detail: CANARIES.importOfComment, isFailed: false }])]);
    await this.database.query(`INSERT INTO event (site_id, id, type, actor, comment_id, payload, created_at) VALUES ($1, $2, 'comment.imported', 'system', $3, $4, now())`, [site, newId(), whole, JSON.stringify({ run })]);
    const backtest = newId();
    await this.database.query(`INSERT INTO backtest (site_id, id, status, based_on, document, hash, from_at, to_at, most, requested_by, created_at) VALUES ($1, $2, 'done', 1, '{}', '', now(), now(), 1, 'system', now())`, [site, backtest]);
    await this.database.query(
      `INSERT INTO backtest_change (site_id, backtest_id, kind, place, comment_id, revision, judged_at, before, after, hits) VALUES ($1, $2, 'changed', 1, $3, 1, now(), 'publish', 'hold', $4)`,
      [site, backtest, whole, JSON.stringify([{ rule: 'r', facts: [{ field: 'author.roles', value: [CANARIES.backtest] }] }])],
    );
    // A rule that looked at a fact, and a verdict on a report, which only the log names.
    const hit = JSON.stringify([{ rule: 'r', mode: 'active', action: 'hold', hard: false, reason: 'r', policy: 'spam', score: 1, spans: [], facts: [{ field: 'author.roles', value: [CANARIES.signal], op: 'any' }] }]);
    await this.database.query(`UPDATE evaluation SET verdict = jsonb_set(verdict::jsonb, '{hits}', $3)::json WHERE site_id = $1 AND comment_id = $2`, [site, whole, hit]);
    await this.database.query(
      `WITH v AS (INSERT INTO evaluation (site_id, judged_at, id, comment_id, revision, event, action, rule_set_version, engine_version, facts, verdict, took_us)
         SELECT site_id, now(), $3, comment_id, revision, 'report', action, rule_set_version, engine_version, facts, verdict, took_us FROM evaluation WHERE site_id = $1 AND comment_id = $2 LIMIT 1 RETURNING judged_at)
       INSERT INTO event (site_id, id, type, actor, comment_id, payload, created_at) SELECT $1, $4, 'comment.judged_again', 'system', $2, jsonb_build_object('evaluationId', $3::text), judged_at FROM v`,
      [site, whole, newId(), newId()],
    );
  }
}
