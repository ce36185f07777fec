import { createHmac, randomUUID } from 'node:crypto';
import Joi from 'joi';
import { DialectWorld, remark, type Reply, WORDS } from './dialect-world';
import { expectStatus, type ConnectionInWorld } from '../../support/world';

/** As Coral checks an answer: unknown keys are dropped, any other violation discards all of it. */
const ANSWER = Joi.object({
  status: Joi.string().valid('NONE', 'APPROVED', 'REJECTED', 'PREMOD', 'SYSTEM_WITHHELD').optional(),
  actions: Joi.array().items(Joi.object({ actionType: Joi.string().valid('FLAG').required(), reason: Joi.string().valid('COMMENT_DETECTED_TOXIC', 'COMMENT_DETECTED_SPAM').required() })).min(1).optional(),
  tags: Joi.array().items(Joi.string().valid('FEATURED', 'STAFF')).min(1).optional(),
  moderationAction: Joi.object({
    status: Joi.string().valid('REJECTED', 'APPROVED').required(),
    rejectionReason: Joi.object({
      code: Joi.string().valid('OFFENSIVE', 'ABUSIVE', 'SPAM', 'BANNED_WORD', 'AD', 'ILLEGAL_CONTENT', 'HARASSMENT_BULLYING', 'MISINFORMATION', 'HATE_SPEECH', 'IRRELEVANT_CONTENT', 'OTHER').required(),
      legalGrounds: Joi.string().optional(),
      detailedExplanation: Joi.string().optional(),
      customReason: Joi.string().optional(),
    }).required(),
  }).optional(),
});

let at: DialectWorld;
let phase: ConnectionInWorld;

beforeAll(async () => {
  at = await DialectWorld.open();
  phase = await at.connection('coral');
});

afterAll(() => at.close());

const signature = (secret: string, body: string): string => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** The members of Coral's request, by somebody new. */
const request = (text = remark(), more: Record<string, unknown> = {}): Record<string, unknown> => ({
  action: 'NEW',
  comment: { body: text, parentID: null },
  author: { id: randomUUID(), role: 'COMMENTER' },
  story: { id: 'story-1', url: 'https://news.example/harbour' },
  site: { id: 'site-1' },
  tenantID: 'tenant-1',
  tenantDomain: 'coral.example',
  ...more,
});

/** Two blanks of indentation, as Coral writes it: the signature is over these bytes. */
const bytesOf = (body: unknown): string => JSON.stringify(body, null, 2);

async function send(body: string, header = signature(phase.secret, body), to = phase.id): Promise<Reply> {
  const reply = await at.send(`/coral/${to}`, body, { 'content-type': 'application/json', 'user-agent': 'Coral Moderation/9.11.8', 'x-coral-signature': header });
  if (reply.status === 200) Joi.assert(JSON.parse(reply.body), ANSWER, { abortEarly: false });
  return reply;
}

const moderate = (text?: string, more?: Record<string, unknown>): Promise<Reply> => send(bytesOf(request(text, more)));
const answer = ({ body }: Reply): unknown => JSON.parse(body);

describe("Coral's external moderation phase", () => {
  it('has no opinion of what may stand: 204 and nothing else', async () => {
    expect(await moderate()).toMatchObject({ status: 204, body: '' });
  });

  it('withholds what a moderator must see, and it waits at the desk', async () => {
    const before = (await at.waiting()).length;
    const reply = await moderate(remark(WORDS.hold));
    expect(answer(reply)).toEqual({ status: 'SYSTEM_WITHHELD', actions: [{ actionType: 'FLAG', reason: 'COMMENT_DETECTED_SPAM' }] });
    expect(await at.waiting()).toHaveLength(before + 1);
  });

  it('rejects with a reason, and says REJECTED besides, without which the pipeline would go on', async () => {
    expect(answer(await moderate(remark(WORDS.reject)))).toEqual({ status: 'REJECTED', moderationAction: { status: 'REJECTED', rejectionReason: { code: 'SPAM' } } });
  });

  it('rejects what comes under a closed story, in words where Coral has no code', async () => {
    const story = `closed-${randomUUID()}`;
    expectStatus(await at.client.put(at.path(`articles/${story}`), { title: 'Closed', commentsMode: 'closed' }), 200);
    expect(answer(await moderate(remark(), { story: { id: story, url: 'https://news.example/closed' } }))).toMatchObject({ status: 'REJECTED', moderationAction: { rejectionReason: { code: 'OTHER', customReason: expect.stringContaining('closed') } } });
  });

  it('stores a real comment: story, author and role (rules spare staff), HTML and text', async () => {
    const author = randomUUID();
    await moderate(`<div>${remark(WORDS.hold)}<br></div>`, { author: { id: author, role: 'STAFF' }, story: { id: 'story-2', url: 'https://news.example/other' } });
    const stored = (await at.comments()).find((one) => (one['author'] as { id: string }).id === author);
    expect(stored).toMatchObject({ status: 'published', format: 'html', article: { id: 'story-2' }, author: { kind: 'staff' }, metadata: { coral: { connection: phase.id, action: 'NEW', tenant: 'tenant-1' } } });
    await moderate(remark(WORDS.hold), { author: { id: `${author}-2`, role: 'MEMBER' } });
    expect((await at.comments()).find((one) => (one['author'] as { id: string }).id === `${author}-2`)).toMatchObject({ format: 'text', author: { kind: 'subscriber' } });
  });

  it('stores the same request once, however often it is sent, and then says what became of the comment', async () => {
    const body = bytesOf(request(remark(WORDS.hold)));
    const first = answer(await send(body));
    const count = (await at.comments()).length;
    expect(await Promise.all([send(body), send(body)].map(async (reply) => answer(await reply)))).toEqual([first, first]);
    expect(await at.comments()).toHaveLength(count);
    const [{ id } = { id: '' }] = await at.comments();
    await at.decide(id, 'approve');
    expect((await send(body)).status).toBe(204);
    await at.decide(id, 'reject');
    expect(answer(await send(body))).toMatchObject({ status: 'REJECTED' });
    expect(await at.comments()).toHaveLength(count);
  });

  it('ignores what it does not know, and names what is missing', async () => {
    expect((await moderate(remark(), { future: { a: [1] }, tenantDomain: null, site: null })).status).toBe(204);
    for (const wrong of [{ comment: { body: '' } }, { comment: null }, { author: {} }, { story: { url: 'x' } }]) expect((await moderate(remark(), wrong)).status).toBe(422);
    for (const body of ['[]', 'null', '"x"', '7']) expect((await send(body)).status).toBe(422);
    expect(await send('{')).toMatchObject({ status: 400, headers: { 'content-type': expect.stringMatching(/^application\/json/) } });
  });

  it('drops what no database keeps', async () => {
    expect((await moderate(`nul\u0000 half \ud800 ${remark()}`)).status).toBe(204);
  });

  it('answers long before its default timeout of 200 ms', async () => {
    await moderate();
    const times: number[] = [];
    for (let time = 0; time < 20; time++) {
      const body = bytesOf(request());
      const began = process.cpuUsage();
      await send(body);
      const { user, system } = process.cpuUsage(began);
      times.push((user + system) / 1_000);
    }
    // Processor time, because other work on the machine is none of ours.
    expect(times.sort((a, b) => a - b)[10]).toBeLessThan(100);
  });
});

describe('its signature', () => {
  it('is by any secret that counts, here or there', async () => {
    const rotated = await at.connection('coral');
    const next = `empsec_${randomUUID()}`;
    expectStatus(await at.client.post(at.path(`connections/${rotated.id}/secret`), { secret: next }), 201);
    const body = bytesOf(request());
    const [old, fresh] = [signature(rotated.secret, body), signature(next, body)];
    for (const header of [old, fresh, `${old},${fresh}`, `${fresh},${signature('empsec_of_another', body)}`]) expect((await send(body, header, rotated.id)).status).toBe(204);
    expectStatus(await at.client.post(at.path(`connections/${rotated.id}/secret`), { secret: `empsec_${randomUUID()}`, keepPreviousHours: 0 }), 201);
    expect((await send(body, `${old},${fresh}`, rotated.id)).status).toBe(401);
  });

  it('over other bytes, by another secret or missing lets nobody in', async () => {
    const body = bytesOf(request());
    const count = (await at.comments()).length;
    const other = await at.connection('coral');
    for (const header of ['', 'sha256=', 'sha256=00', signature(other.secret, body), signature(phase.secret, JSON.stringify(JSON.parse(body)))]) expect((await send(body, header)).status).toBe(401);
    expect((await at.send(`/coral/${phase.id}`, body, { 'content-type': 'application/json' })).status).toBe(401);
    expect((await send(body, signature(phase.secret, body), randomUUID())).status).toBe(401);
    expect((await send(body, signature(phase.secret, body), 'no-id')).status).toBe(401);
    expect(await at.comments()).toHaveLength(count);
  });

  it('of a connection of another dialect is none', async () => {
    const { id, secret } = await at.connection('akismet');
    const body = bytesOf(request());
    expect((await send(body, signature(secret, body), id)).status).toBe(401);
  });
});
