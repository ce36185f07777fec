import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ConnectionInWorld } from '../../support/world';
import { DialectWorld, remark, WORDS } from './dialect-world';

const run = promisify(execFile);

interface Said {
  readonly cedx: Record<string, unknown>;
  readonly akismetApi: Record<string, unknown>;
  readonly akismet: Record<string, unknown>;
  readonly results: { readonly ham: string; readonly spam: string; readonly pervasiveSpam: string };
}

let at: DialectWorld;
let key: ConnectionInWorld;
let said: Said;
let port: number;

beforeAll(async () => {
  at = await DialectWorld.open();
  key = await at.connection('akismet');
  port = Number(new URL(await at.service.listen()).port);
  const remarks = { ham: remark(), held: remark(WORDS.hold), spam: remark(WORDS.reject), discarded: remark(WORDS.discard) };
  const { stdout } = await run(process.execPath, ['--no-deprecation', join(__dirname, 'akismet-clients.mjs'), JSON.stringify({ port, key: key.secret, wrongKey: 'abcdefghijkl', remarks })], { timeout: 60_000 });
  said = JSON.parse(stdout) as Said;
});

afterAll(() => at.close());

/** Sends these bytes on a connection of their own, and gives what came back: head and body. */
async function onTheWire(lines: readonly string[], body: string): Promise<{ head: string; body: string }> {
  const socket = connect(port, '127.0.0.1');
  socket.write([...lines, `Content-Length: ${String(Buffer.byteLength(body))}`, 'Connection: close', '', body].join('\r\n'));
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  const [head = '', said = ''] = answer.split('\r\n\r\n');
  return { head, body: said };
}

const fields = (more: Record<string, string>): string => new URLSearchParams({ blog: 'https://news.example', user_ip: '203.0.113.9', permalink: 'https://news.example/harbour', comment_content: remark(), ...more }).toString();

describe('requests as other clients write them', () => {
  const type = 'Content-Type: application/x-www-form-urlencoded; charset=UTF-8';

  it('Net::Akismet: a whole URL as the target, with the key as a label of its host', async () => {
    const { head, body } = await onTheWire([`POST http://${key.secret}.rest.akismet.com/1.1/comment-check HTTP/1.1`, 'Host: weir.example', 'User-Agent: Perl-Net-Akismet/0.05', 'Content-Type: application/x-www-form-urlencoded'], fields({}));
    expect(head).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(body).toBe('false');
  });

  it('WordPress with an old plugin: HTTP/1.0, the key as a label of the host, everything it knows about the request', async () => {
    const { head, body } = await onTheWire(
      ['POST /1.1/comment-check HTTP/1.0', `Host: ${key.secret}.rest.akismet.com`, type, 'User-Agent: WordPress/6.1.9 | Akismet/5.0.2'],
      fields({ blog_lang: 'en_US', blog_charset: 'UTF-8', comment_author: 'Ana', comment_parent: '0', comment_post_ID: '77', user_ID: '0', user_role: '', is_test: '', akismet_comment_nonce: 'inactive', POST_comment: remark(), HTTP_ACCEPT: '*/*', REMOTE_ADDR: '203.0.113.9', SERVER_SOFTWARE: 'Apache', comment_content: remark(WORDS.reject) }),
    );
    expect(head.toLowerCase()).toContain('x-akismet-guid: ');
    expect(body).toBe('true');
  });

  it('WordPress with a new plugin: the key in the body, a context in brackets, a callback', async () => {
    const { head, body } = await onTheWire(
      ['POST /1.1/comment-check HTTP/1.1', 'Host: rest.akismet.com', type, 'User-Agent: WordPress/6.8 | Akismet/5.5'],
      `${fields({ api_key: key.secret, comment_content: remark(WORDS.hold), callback: 'https://news.example/wp-json/akismet/v1/webhook', comment_post_modified_gmt: '2026-11-29 10:00:00' })}&comment_context%5B0%5D=local&comment_context%5B1%5D=port`,
    );
    expect(head.toLowerCase()).toContain('x-akismet-recheck-after: 1800');
    expect(body).toBe('false');
  });

  it('Discourse: content_type instead of comment_type, and any status but 200 is an error', async () => {
    const { head, body } = await onTheWire(['POST /1.1/comment-check HTTP/1.1', `Host: ${key.secret}.rest.akismet.com`, type, 'User-Agent: Discourse/3.6 | Akismet'], fields({ content_type: 'forum-post', comment_author: 'cem', referrer: '', user_agent: 'Mozilla/5.0' }));
    expect(head).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(body).toBe('false');
  });
});

describe('unmodified clients of Akismet', () => {
  it('@cedx/akismet, by a base URL and the key in the body', () => {
    const { ham, spam, pervasiveSpam } = said.results;
    expect(said.cedx).toEqual({ verified: true, wrong: false, ham, held: ham, spam, pervasive: pervasiveSpam, submitSpam: null, submitHam: null });
  });

  it('akismet-api, by the key as a label of the host', () => {
    const thanks = 'Thanks for making the web a better place.';
    expect(said.akismetApi).toEqual({ verified: true, wrong: false, ham: false, held: false, spam: true, wrongCheck: 'Invalid API key', submitSpam: thanks, submitHam: thanks });
  });

  it('akismet, by the key as a label of the host', () => {
    expect(said.akismet).toEqual({ verified: true, wrong: false, ham: false, spam: true, submitSpam: 'thanked', submitHam: 'thanked' });
  });

  it('leave real comments behind: what waits, waits at the desk', async () => {
    const suffix = / (cedx|api|plain)$/;
    const theirs = (await at.comments()).filter(({ body }) => suffix.test(String(body)));
    const waiting = new Set((await at.waiting()).map(({ comment }) => comment.id));
    // Two were held; of each client what it called spam was reported, and what it called ham appealed.
    expect(theirs.filter(({ status }) => status === 'held')).toHaveLength(2);
    expect(theirs.filter(({ id }) => waiting.has(id))).toHaveLength(2 + 3 + 3);
  });
});
